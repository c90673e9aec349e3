import { execFileSync } from 'node:child_process';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  check,
  fix,
  Mistake,
  type FixOptions,
  type GuardFinding,
  type GuardReport,
} from '../../codemods/guard.js';
import { guardSession } from './guard-session.js';
import { checked } from './json-report.js';

const OPEN = "import cors from 'cors';\ncors({ origin: '*' });\n";

describe('the library', () => {
  it('answers what the command line prints as JSON, and prints nothing', async () => {
    const { folder } = guardSession({ 'src/a.mjs': OPEN, 'b.mjs': OPEN });
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const report = await check({ cwd: folder, paths: ['src'], explain: true });
    const calls = written.flatMap((spy) => spy.mock.calls);
    for (const spy of written) spy.mockRestore();
    expect(calls).toEqual([]);
    expect(checked(report)).toMatchObject({
      version: 1,
      command: 'check',
      exitCode: 1,
      findings: [{ path: 'src/a.mjs', rule: 'cors/no-wildcard-origin', kind: 'wildcard' }],
      explanations: [{ path: 'src/a.mjs', reported: true }],
    });
  });

  it('writes when it is told to, and only then', async () => {
    const { folder, read } = guardSession({ 'a.mjs': OPEN });
    const shown = checked(await fix({ cwd: folder, envVar: 'ALLOWED' }));
    expect(shown).toMatchObject({ exitCode: 1, write: false, changes: [{ path: 'a.mjs', written: false }] });
    expect(read('a.mjs')).toBe(OPEN);
    expect(checked(await fix({ cwd: folder, envVar: 'ALLOWED', write: true }))).toMatchObject({
      exitCode: 0,
      changes: [{ written: true }],
    });
    expect(read('a.mjs')).toContain('process.env.ALLOWED');
  });

  it('takes the flags of the command line', async () => {
    const { folder } = guardSession({
      'a.mjs': OPEN,
      'b.mjs': "import cors from 'cors';\ncors({ origin: 'https://app.example.com' });\n",
    });
    const paths = (report: GuardReport): string[] => report.findings.map(({ path }) => path);
    expect(paths(await check({ cwd: folder, strict: true }))).toEqual(['a.mjs', 'b.mjs']);
    expect(paths(await fix({ cwd: folder, only: ['extract-origins'] }))).toEqual(['b.mjs']);
    expect(paths(await check({ cwd: folder, paths: [] }))).toEqual([]);
  });

  it.each([null, ['src'], 'src'])(
    'rejects with a Mistake for %j in the place of options',
    async (options) => {
      const failure: unknown = await check(options as object).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: 'Mistake', message: 'check takes an object with options.' });
    },
  );

  it.each<[string, object, string]>([
    ['a path that is not there', { paths: ['nowhere'] }, 'There is no file or directory nowhere.'],
    ['a text for a list', { paths: 'src' }, 'The option paths has to be a list.'],
    ['an option that does not exist', { onyl: [] }, "fix has no option 'onyl'."],
    ['an option of the other command', { explain: true }, "fix has no option 'explain'."],
    ['a codemod that does not exist', { only: ['env'] }, "There is no codemod 'env'."],
    ['a text for the codemods', { only: 'env-origins' }, 'The option only has to be a list.'],
    ['a name no shell can set', { envVar: '1 2' }, "'1 2' is no name of an environment variable."],
  ])('rejects with a Mistake for %s', async (_, options, message) => {
    const { folder } = guardSession({ 'a.mjs': OPEN });
    const failure: unknown = await fix({ cwd: folder, ...options }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Mistake);
    expect(failure).toMatchObject({ name: 'Mistake', message });
  });

  it('rejects with a Mistake where a rewrite would mix with changes that are not committed', async () => {
    const { folder, read } = guardSession({ 'a.mjs': OPEN });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    await expect(fix({ cwd: folder, write: true })).rejects.toThrow(Mistake);
    expect(read('a.mjs')).toBe(OPEN);
    expect(await fix({ cwd: folder, write: true, force: true })).toMatchObject({ exitCode: 0 });
  });

  it('is typed', () => {
    expectTypeOf(check).returns.resolves.toEqualTypeOf<GuardReport>();
    expectTypeOf<Parameters<typeof fix>[0]>().toEqualTypeOf<FixOptions | undefined>();
    expectTypeOf<GuardReport['findings'][number]>().toEqualTypeOf<GuardFinding>();
    expectTypeOf<GuardFinding['fingerprint']>().toEqualTypeOf<string>();
    expectTypeOf<GuardReport['exitCode']>().toEqualTypeOf<0 | 1 | 3 | 130>();
  });
});
