import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { executeList } from '../interpret/execute.js';
import { Frame } from '../interpret/frame.js';
import { Run, Thrown, Undecided } from '../interpret/run.js';
import { sliceFor } from '../interpret/slice.js';
import { ArrayValue, type Value } from '../interpret/values.js';
import { isSerializedOrigin } from '../policy/origins.js';
import { environmentFor } from './environment-for.js';

/** The origins a constant of the module lists when its variables are set; undefined if it is no array of origins, then or when they are not; and whether it is read from them. */
export function constantList(
  file: SourceFile,
  declarator: TSESTree.VariableDeclarator,
): { readonly origins: readonly string[]; readonly isRead: boolean } | undefined {
  const set = originsIn(valueOf(file, declarator, 'all set'));
  const unset = originsIn(valueOf(file, declarator, 'all unset'));
  if (!set || set.length === 0 || !unset) return undefined;
  return { origins: set, isRead: set.join() !== unset.join() };
}

function originsIn(value: Value): string[] | undefined {
  if (!(value instanceof ArrayValue)) return undefined;
  const texts = value.items.filter((item) => typeof item === 'string' && item !== '');
  const isList = value.items.every(
    (item) => item === '' || (typeof item === 'string' && isSerializedOrigin(item)),
  );
  return isList ? texts.map(String) : undefined;
}

function valueOf(
  file: SourceFile,
  declarator: TSESTree.VariableDeclarator,
  kind: 'all set' | 'all unset',
): Value {
  const init = declarator.init;
  if (!init) return undefined;
  let value: Value;
  const run = new Run(
    file,
    environmentFor({ kind }),
    () => false,
    sliceFor(file, [declarator], [], new Set()),
    {
      calls: new Map(),
      values: new Map([[init, (given: Value) => (value = given)]]),
      replacements: new Map(),
    },
  );
  try {
    executeList(run, file.program.body, new Frame(undefined, undefined, true));
  } catch (stop) {
    if (!(stop instanceof Thrown || stop instanceof Undecided)) throw stop;
  }
  return value;
}
