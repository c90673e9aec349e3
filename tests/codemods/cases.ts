import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isCodemodName, type CodemodName } from '../../codemods/codemods.js';
import { declaredFixture, type Fixture } from '../programs/fixture.js';

/** A file as it was and as a codemod has to leave it: tests/codemods/<codemod>/<case>/{input,output}.<ext>. */
export interface Case {
  /** `<codemod>/<case>`. */
  readonly name: string;
  readonly codemod: CodemodName;
  /** The input, with what is said in `case.txt` about its answers, in the words of a fixture. */
  readonly fixture: Fixture;
  readonly output: string;
  /** `options:` what the transform is given, as JSON. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `not booted:` why it cannot be run here. */
  readonly notBooted: string | undefined;
  /** `not checked:` why the TypeScript compiler cannot tell: types that are not installed. */
  readonly notChecked: string | undefined;
  /** `beside:` the codemods that have something to do in it as well. */
  readonly beside: readonly CodemodName[];
}

const OWN_KEYS = ['options', 'not booted', 'not checked', 'beside'];

function readCase(codemod: CodemodName, folder: string): Case {
  const name = `${codemod}/${path.basename(folder)}`;
  const input = readdirSync(folder).find((file) => file.startsWith('input.'));
  if (input === undefined) throw new Error(`${name} has no input.`);
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const declared = declarationsIn(existsSync(path.join(folder, 'case.txt')) ? read('case.txt') : '');
  const own = (key: string): string | undefined => declared.get(key)?.[0];
  const ofFixture = [...declared].filter(([key]) => !OWN_KEYS.includes(key));
  return {
    name,
    codemod,
    fixture: declaredFixture(folder, input, read(input), new Map(ofFixture)),
    output: read(input.replace('input', 'output')),
    options: JSON.parse(own('options') ?? '{}') as Record<string, unknown>,
    notBooted: own('not booted'),
    notChecked: own('not checked'),
    beside: (own('beside') ?? '').split(/,\s*/).filter(isCodemodName),
  };
}

function declarationsIn(text: string): Map<string, string[]> {
  const declared = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([a-z -]+): (.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) declared.set(key, [...(declared.get(key) ?? []), value]);
  }
  return declared;
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name))
    .sort();

/** Every case, in a stable order. */
export const cases: readonly Case[] = foldersIn(import.meta.dirname).flatMap((folder) => {
  const codemod = path.basename(folder);
  if (!isCodemodName(codemod)) throw new Error(`${codemod} is no codemod.`);
  return foldersIn(folder).map((one) => readCase(codemod, one));
});
