import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { executeList } from '../interpret/execute.js';
import { Frame } from '../interpret/frame.js';
import { Run, Thrown, Undecided } from '../interpret/run.js';
import { sliceFor } from '../interpret/slice.js';
import { ArrayValue, type Value } from '../interpret/values.js';
import { isSerializedOrigin } from '../policy/origins.js';
import { environmentFor } from './simulate.js';

/** Whether a constant of the module is an array of origins, in production, whether its variables are set or not. */
export function constantList(file: SourceFile, declarator: TSESTree.VariableDeclarator): boolean {
  const set = valueOf(file, declarator, 'all set');
  const unset = valueOf(file, declarator, 'all unset');
  if (!(set instanceof ArrayValue) || !(unset instanceof ArrayValue)) return false;
  return (
    set.items.length > 0 &&
    [...set.items, ...unset.items].every(
      (item) => typeof item === 'string' && (item === '' || isSerializedOrigin(item)),
    )
  );
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
