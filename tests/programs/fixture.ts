import path from 'node:path';
import type { Installed } from '../harness/installed.js';
import type { Language } from '../harness/server.js';

/** A whole bootable program, and what its first comment lines say about it. */
export interface Fixture {
  /** The path below tests/fixtures/programs. */
  readonly name: string;
  /** Absolute path of the file. */
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  /** `expect:` the rules that report it, once for each site, sorted; none for `silent`. */
  readonly rules: readonly string[];
  /** `still admits:` the origins it spells out as allowed, which it admits once it is fixed. */
  readonly stillAdmits: readonly string[];
  /** `allow-list:` the variable that lists further origins once it is fixed; none where all it admits is spelled out. */
  readonly variable: string | undefined;
  /** `list: its own`: it goes on reading the list with code of its own. */
  readonly keepsList: boolean;
  /** `witness:` the origin that is let in, where the attacker's own is refused. */
  readonly witness: string | undefined;
  /** `set:` what the variables it reads hold where they are set. */
  readonly set: Readonly<Record<string, string>>;
  /** `environment:` what it needs to be booted with in any case. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * `meaning: in its names`: nothing but a name tells whether it lists whom it admits or whom it refuses. Without its names it
   * is another program, about which another verdict is right.
   */
  readonly needsNames: boolean;
  /** `installed:` the packages that it gets by another name here, as `itty-router=itty-router-4 4.2.2`. */
  readonly installed: Readonly<Record<string, Installed>>;
  /** `asked: one by one`: what it answers one request hangs on those that are under way. */
  readonly isAskedOneByOne: boolean;
  /** `paths:` where it answers. */
  readonly paths: readonly string[];
  /** `remedy: needs you`: it is reported, and no edit is safe. */
  readonly needsYou: boolean;
  /**
   * When its answers vary by `Origin` once it is mended. `varies: never`: its library sends no Vary, and a fix of its options
   * cannot change that. `varies: where it admits`: what refuses is not set up at all, or sends no Vary.
   */
  readonly varies: 'always' | 'never' | 'where it admits';
}

const LANGUAGES: readonly Language[] = ['cjs', 'mjs', 'js', 'ts', 'mts', 'cts', 'tsx'];
const KEYS = [
  'expect',
  'still admits',
  'allow-list',
  'list',
  'set',
  'environment',
  'installed',
  'asked',
  'meaning',
  'paths',
  'remedy',
  'witness',
  'varies',
];

/** Reads a fixture. Throws if its first lines do not declare what to expect, or declare something unknown. */
export function readFixture(root: string, name: string, text: string): Fixture {
  const declared = declarationsOf(text);
  if (!declared.has('expect')) throw new Error(`${name} does not say what to expect.`);
  return declaredFixture(root, name, text, declared);
}

/** A program, and what is said about it elsewhere. Throws for what nobody could say. */
export function declaredFixture(
  root: string,
  name: string,
  text: string,
  declared: ReadonlyMap<string, readonly string[]>,
): Fixture {
  const language = LANGUAGES.find((candidate) => path.extname(name) === `.${candidate}`);
  if (!language) throw new Error(`${name} has no extension of a program.`);
  const unknown = [...declared.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`${name} declares '${unknown}'.`);
  const list = (key: string): string[] => (declared.get(key) ?? []).flatMap((value) => value.split(/,\s*/));
  const expected = list('expect');
  const remedy = list('remedy');
  if (remedy.length > 0 && remedy[0] !== 'needs you') throw new Error(`${name}: remedy ${String(remedy)}.`);
  return {
    name,
    path: path.join(root, name),
    language,
    text,
    rules: expected.filter((rule) => rule !== 'silent').sort(),
    stillAdmits: list('still admits'),
    variable: list('allow-list')[0] ?? (declared.has('still admits') ? undefined : 'CORS_ALLOWED_ORIGINS'),
    keepsList: list('list')[0] === 'its own',
    witness: list('witness')[0],
    set: assignments(declared.get('set') ?? []),
    environment: assignments(declared.get('environment') ?? []),
    installed: Object.fromEntries(
      Object.entries(assignments(declared.get('installed') ?? [])).map(([given, value]) => {
        const [here = '', version = ''] = value.split(' ');
        return [given, { name: here, version }];
      }),
    ),
    paths: list('paths').length > 0 ? list('paths') : ['/'],
    isAskedOneByOne: list('asked')[0] === 'one by one',
    needsNames: list('meaning')[0] === 'in its names',
    needsYou: remedy.length > 0,
    varies:
      list('varies')[0] === 'never'
        ? 'never'
        : list('varies')[0] === undefined
          ? 'always'
          : 'where it admits',
  };
}

/** The `// key: value` lines at the start, after a byte order mark and a shebang. */
function declarationsOf(text: string): Map<string, string[]> {
  const declared = new Map<string, string[]>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const line of lines[0]?.startsWith('#!') ? lines.slice(1) : lines) {
    const [, key, value] = /^\/\/ ([a-z -]+): (.+)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) break;
    declared.set(key, [...(declared.get(key) ?? []), value]);
  }
  return declared;
}

const assignments = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=')];
    }),
  );
