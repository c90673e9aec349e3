import { renameSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guardSession, type Session } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const OPEN = "cors('*');\n";
const CLOSED = 'cors(process.env.ORIGINS);\n';

/** A repository with these files committed, and a run over what is staged then. */
function repository(files: Readonly<Record<string, string>>): Session {
  const session = guardSession({ 'start.md': '', ...files });
  session.git('init', '-q');
  session.git('add', '.');
  session.git('commit', '-qm', 'start');
  return session;
}

async function found({ guard }: Session, ...argv: string[]): Promise<string[]> {
  const report = jsonOf(await guard(['check', '--staged', '--format', 'json', ...argv]));
  return report.findings.map(({ path }) => path);
}

describe('cors-guard check --staged', () => {
  it('looks at what is staged, new or changed, and at nothing else', async () => {
    const session = repository({
      'old.js': OPEN,
      'changed.js': CLOSED,
      'deleted.js': OPEN,
      'moved.js': OPEN,
    });
    session.write('changed.js', OPEN);
    session.write('sub/new.js', OPEN);
    session.write('untracked.js', OPEN);
    session.git('rm', '-q', 'deleted.js');
    renameSync(session.pathOf('moved.js'), session.pathOf('to here.js'));
    session.git('add', 'changed.js', 'sub', 'moved.js', 'to here.js');
    expect(await found(session)).toEqual(['changed.js', 'sub/new.js', 'to here.js']);
    expect(await found(session, 'sub')).toEqual(['sub/new.js']);
  });

  it('checks what is staged, and not what was made of it since', async () => {
    const session = repository({ 'a.js': CLOSED, 'b.js': CLOSED });
    session.write('a.js', OPEN);
    session.write('b.js', '// staged\n');
    session.git('add', '.');
    session.write('a.js', CLOSED);
    session.write('b.js', OPEN);
    expect(await found(session)).toEqual(['a.js']);
  });

  it('works before the first commit, below the root, with names of any kind, and not through links', async () => {
    const session = guardSession({ 'sub/[a] \n"b".js': OPEN, 'c.js': OPEN });
    session.git('init', '-q');
    symlinkSync('../c.js', session.pathOf('sub/link.js'));
    session.git('add', 'sub');
    const ran = await session.guard(['check', '--staged', '--format', 'json'], {
      cwd: session.pathOf('sub'),
    });
    expect(jsonOf(ran).findings.map(({ path }) => path)).toEqual(['[a] \n"b".js']);
  });

  it('looks at nothing where nothing is staged', async () => {
    const session = repository({ 'a.js': OPEN });
    expect(await session.guard(['check', '--staged'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing found.\n0 files looked at, 0 of them about CORS.\n',
    });
  });

  it('needs a repository: exit code 2', async () => {
    const ran = await guardSession({ 'a.js': OPEN }).guard(['check', '--staged']);
    expect(ran).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'cors-guard: --staged needs git, and a repository around the working directory.\n',
    });
  });
});

describe('what staged files import', () => {
  const SITE = "import cors from 'cors';\nimport { options } from './options.js';\ncors(options);\n";
  const STAGED = ['check', '--staged', '--format', 'json'];
  const OPTIONS = {
    open: "export const options = { origin: '*' };\n",
    closed: "export const options = { origin: 'https://app.example.com' };\n",
  };

  /** What is found where, and where that is written. */
  const verdicts = async ({ guard }: Session): Promise<string[]> =>
    jsonOf(await guard(STAGED, real)).findings.map(({ path, writtenIn }) => `${path} ${writtenIn}`);

  it.each([
    { staged: 'open', workTree: 'closed', found: ['site.js options.js'] },
    { staged: 'closed', workTree: 'open', found: [] },
  ] as const)('is read as it is staged: $staged', async ({ staged, workTree, found }) => {
    const session = repository({ 'options.js': OPTIONS[staged] });
    session.write('site.js', SITE);
    session.git('add', 'site.js');
    session.write('options.js', OPTIONS[workTree]);
    expect(await verdicts(session)).toEqual(found);
  });

  it('is unknown where git does not track it', async () => {
    const session = repository({});
    session.write('site.js', SITE);
    session.git('add', 'site.js');
    session.write('options.js', OPTIONS.open);
    expect(await verdicts(session)).toEqual([]);
    session.git('add', 'options.js');
    session.git('commit', '-qm', 'options', 'options.js');
    expect(await verdicts(session)).toEqual(['site.js options.js']);
  });
});

describe('cors-guard fix --staged --write', () => {
  it('rewrites staged files, and leaves what is staged as it was', async () => {
    const session = repository({ 'old.js': OPEN });
    session.write('a.js', OPEN);
    session.git('add', 'a.js');
    expect(await session.guard(['fix', '--staged', '--write'])).toMatchObject({ exitCode: 0 });
    expect([session.read('a.js'), session.read('old.js')]).toEqual([CLOSED, OPEN]);
    session.git('checkout', 'a.js');
    expect(session.read('a.js')).toBe(OPEN);
  });

  it.each([[['--force']], [[]]])(
    'writes nothing when a file has changes besides those that are staged %j',
    async (flags) => {
      const session = repository({});
      session.write('a.js', OPEN);
      session.write('b.js', OPEN);
      session.git('add', '.');
      session.write('b.js', `${OPEN}// not staged\n`);
      expect(await session.guard(['fix', '--staged', '--write', ...flags])).toEqual({
        exitCode: 2,
        stdout: '',
        stderr:
          'cors-guard: Nothing was written, because these files have changes besides those that are staged:\n  b.js\nStage or stash the others.\n',
      });
      expect([session.read('a.js'), session.read('b.js')]).toEqual([OPEN, `${OPEN}// not staged\n`]);
    },
  );
});
