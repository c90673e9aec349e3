import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardSession, type Session } from './guard-session.js';
import { jsonOf } from './json-report.js';

const OPEN = "cors('*');\n";

/** The files a run reports, in its order. */
async function found(session: Session, ...paths: string[]): Promise<string[]> {
  const { findings } = jsonOf(await session.guard(['check', '--format', 'json', ...paths]));
  return findings.map((finding) => finding.path);
}

describe('the files of a folder', () => {
  it('are those with an extension of JavaScript or TypeScript, at any depth', async () => {
    const names = ['a.cjs', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.mts', 'a.ts', 'a.tsx', 'b/c/d/e.js'];
    const others = ['a.json', 'a.md', 'a.vue', 'a.js.txt', 'js'];
    const session = guardSession(Object.fromEntries([...names, ...others].map((name) => [name, OPEN])));
    expect(await found(session)).toEqual(names);
  });

  it('are not those of dependencies, of builds, of git, or hidden, minified or declaring ones', async () => {
    const session = guardSession(
      Object.fromEntries(
        [
          'server.js',
          'node_modules/a/index.js',
          'packages/x/node_modules/a/index.js',
          'dist/server.js',
          'packages/x/dist/server.js',
          '.git/hook.js',
          '.cache/a.js',
          'a.min.js',
          'a.min.mjs',
          'a.d.ts',
          'a.d.mts',
        ].map((name) => [name, OPEN]),
      ),
    );
    expect(await found(session)).toEqual(['server.js']);
  });

  it('are not those that .gitignore files exclude, also files above and below the named folder', async () => {
    const session = guardSession({
      '.gitignore': 'build/\n*.gen.js\n!keep.gen.js\n',
      'server.js': OPEN,
      'build/server.js': OPEN,
      'src/build/server.js': OPEN,
      'src/a.gen.js': OPEN,
      'src/keep.gen.js': OPEN,
      'src/.gitignore': '/local.js\n',
      'src/local.js': OPEN,
      'src/deep/local.js': OPEN,
    });
    session.git('init', '-q');
    const expected = ['src/deep/local.js', 'src/keep.gen.js'];
    expect(await found(session)).toEqual(['server.js', ...expected]);
    expect(await found(session, 'src')).toEqual(expected);
  });

  it('are found once, however often the paths name them, and outside the working directory too', async () => {
    const session = guardSession({ 'a/x.js': OPEN, 'b/y.js': OPEN, 'work/z.js': OPEN });
    expect(await found(session, 'a', './a/x.js', session.pathOf('a'), 'b')).toEqual(['a/x.js', 'b/y.js']);
    const ran = await session.guard(['check', '--format=json', '../a'], { cwd: session.pathOf('work') });
    expect(jsonOf(ran).findings.map((finding) => finding.path)).toEqual(['../a/x.js']);
  });

  it('are found in folders whose names look like patterns', async () => {
    const session = guardSession({ '[a] {b,c}/(d)/*.js': OPEN, '!e/-f.js': OPEN });
    expect(await found(session)).toEqual(['!e/-f.js', '[a] {b,c}/(d)/*.js']);
    expect(await found(session, '[a] {b,c}/(d)')).toEqual(['[a] {b,c}/(d)/*.js']);
    expect(await found(session, '--', '!e')).toEqual(['!e/-f.js']);
  });

  it('are found although links lead in a circle, out of the tree, or nowhere', async () => {
    const session = guardSession({ 'tree/a.js': OPEN, 'outside/b.js': OPEN });
    mkdirSync(session.pathOf('tree/sub'));
    symlinkSync('..', session.pathOf('tree/sub/up'));
    symlinkSync('self', session.pathOf('tree/self'));
    symlinkSync(session.pathOf('outside'), session.pathOf('tree/out'));
    symlinkSync(join(session.folder, 'outside/b.js'), session.pathOf('tree/b.js'));
    symlinkSync('missing.js', session.pathOf('tree/dangling.js'));
    expect(await found(session, 'tree')).toEqual(['tree/a.js']);
  });
});

describe('a file that is named', () => {
  it('is looked at even if a folder would leave it out', async () => {
    const session = guardSession({
      '.gitignore': 'x.js\n',
      'x.js': OPEN,
      'dist/a.js': OPEN,
      'b.min.js': OPEN,
      '.c.js': OPEN,
      'bin/www': `#!/usr/bin/env node\n${OPEN}`,
    });
    expect(await found(session, 'x.js', 'dist/a.js', 'b.min.js', '.c.js', 'bin/www')).toEqual([
      '.c.js',
      'b.min.js',
      'bin/www',
      'dist/a.js',
      'x.js',
    ]);
  });

  it('is a mistake when it does not exist: exit code 2, and nothing is done', async () => {
    const session = guardSession({ 'a.js': OPEN });
    for (const missing of ['nowhere', 'a.js/b.js', 'no\u001b[31mwhere']) {
      const ran = await session.guard(['fix', '--write', 'a.js', missing]);
      expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
      expect(ran.stderr).toMatch(/^cors-guard: .*(There is no file or directory|Cannot look at)/u);
      expect(ran.stderr).not.toContain('\u001b');
    }
    expect(session.read('a.js')).toBe(OPEN);
  });
});
