import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';

const OPEN = "const cors = require('cors');\napp.use(cors('*'));\n";
const CLOSED = "const cors = require('cors');\napp.use(cors(process.env.ORIGINS));\n";

describe('cors-guard fix', () => {
  it('shows the rewrite as a unified diff, writes nothing and exits 1', async () => {
    const { guard, read } = guardSession({ 'src/server.js': OPEN });
    const { exitCode, stdout } = await guard(['fix', 'src']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      [
        '--- a/src/server.js',
        '+++ b/src/server.js',
        '@@ -1,2 +1,2 @@',
        " const cors = require('cors');",
        "-app.use(cors('*'));",
        '+app.use(cors(process.env.ORIGINS));',
        '',
        "1 finding, 1 file to rewrite. Nothing was written: 'cors-guard fix --write' does it.",
        '1 file looked at, 1 of them about CORS.',
        '',
      ].join('\n'),
    );
    expect(read('src/server.js')).toBe(OPEN);
  });

  it('prints a diff that git can apply, with CRLF and without a final line break', async () => {
    const files = {
      'a.js': OPEN,
      'crlf.js': "\ufeff// cors\r\nuse('*')\r\n",
      'sub dir/no end.js': "// cors\n\tuse('*')",
    };
    const { guard, read, write, folder } = guardSession(files);
    const { stdout } = await guard(['fix']);
    write('the.patch', stdout);
    execFileSync('git', ['apply', 'the.patch'], { cwd: folder, stdio: 'pipe' });
    const applied = Object.keys(files).map(read);
    for (const [name, content] of Object.entries(files)) write(name, content);
    await guard(['fix', '--write']);
    expect(applied).toEqual(Object.keys(files).map(read));
    expect(read('crlf.js')).toBe('\ufeff// cors\r\nuse(process.env.ORIGINS)\r\n');
  });

  it('is silent about a clean folder and exits 0', async () => {
    const { guard } = guardSession({ 'server.js': CLOSED });
    expect(await guard(['fix'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing found.\n1 file looked at, 1 of them about CORS.\n',
    });
  });

  it('names what it leaves for a person, at the lines of the file as it is', async () => {
    const text = "cors('**',\n  '+');\n";
    const { guard } = guardSession({ 'server.js': text });
    const { stdout } = await guard(['fix']);
    expect(stdout).toContain('Needs you:\nserver.js\n  2:3  The literal + was found.  cors/no-plus\n');
    expect(stdout).toContain('2 findings, 1 file to rewrite, 1 left for you.');
  });

  it('promises nothing where everything is left for a person', async () => {
    const { guard } = guardSession({ 'server.js': "cors('+');\n" });
    const { exitCode, stdout } = await guard(['fix']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('\n1 finding, 1 left for you.\n');
  });

  it('exits 3 and shows no change where the rewrite would not parse', async () => {
    const { guard, read } = guardSession({ 'server.js': "cors('{');\n" });
    const { exitCode, stdout } = await guard(['fix', '--write']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('Left as it is, because the rewrite did not parse');
    expect(read('server.js')).toBe("cors('{');\n");
  });
});

describe('cors-guard fix --write', () => {
  it('writes the files, exits 0, and changes nothing the second time', async () => {
    const { guard, read } = guardSession({ 'server.js': OPEN, 'other.js': 'const a = 1;\n' });
    expect(await guard(['fix', '--write'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('1 finding, 1 of 1 file rewritten.\n') as string,
    });
    expect(read('server.js')).toBe(CLOSED);
    expect(await guard(['fix', '--write'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing found.\n2 files looked at, 1 of them about CORS.\n',
    });
    expect(read('server.js')).toBe(CLOSED);
  });

  it('exits 1 while something is left for a person', async () => {
    const { guard, read } = guardSession({ 'server.js': "cors('*', '+');\n" });
    expect(await guard(['fix', '--write'])).toMatchObject({ exitCode: 1 });
    expect(read('server.js')).toBe("cors(process.env.ORIGINS, '+');\n");
  });

  it('keeps the byte order mark, the shebang, CRLF and comments', async () => {
    const text = '\ufeff#!/usr/bin/env node\r\n// cors \u{1f9ed}\r\n\tuse("*") // why\r\n';
    const { guard, read } = guardSession({ 'server.js': text });
    await guard(['fix', '--write']);
    expect(read('server.js')).toBe(text.replace('"*"', 'process.env.ORIGINS'));
  });

  it('keeps the mode of a file', async () => {
    const { guard, pathOf } = guardSession({ 'server.js': OPEN });
    chmodSync(pathOf('server.js'), 0o750);
    await guard(['fix', '--write']);
    expect(statSync(pathOf('server.js')).mode & 0o777).toBe(0o750);
  });

  it('writes through a symbolic link that was named, and leaves it a link', async () => {
    const { guard, read, pathOf, folder } = guardSession({ 'real.js': OPEN });
    symlinkSync('real.js', pathOf('link.js'));
    expect(await guard(['fix', '--write', 'link.js'])).toMatchObject({ exitCode: 0 });
    expect(read('real.js')).toBe(CLOSED);
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find((entry) => entry.name === 'link.js')
        ?.isSymbolicLink(),
    ).toBe(true);
  });

  it('takes the name of the variable from --env-var', async () => {
    const { guard, read } = guardSession({ 'server.js': "cors('*');\n" });
    await guard(['fix', '--write', '--env-var', 'ALLOWED']);
    expect(read('server.js')).toBe('cors(process.env.ALLOWED);\n');
  });

  it('reports every change and whether it was written as JSON', async () => {
    const { guard } = guardSession({ 'server.js': "cors('*', '+');\n" });
    const preview = jsonOf(await guard(['fix', '--format=json']));
    expect(preview).toMatchObject({
      exitCode: 1,
      changes: [{ path: 'server.js', written: false, problem: null }],
    });
    const written = jsonOf(await guard(['fix', '--format=json', '--write']));
    expect(written).toMatchObject({
      exitCode: 1,
      summary: { findings: 2, changes: 1, written: 1, needsYou: 1, failures: 0 },
      findings: [{ rule: 'cors/no-star' }, { rule: 'cors/no-plus' }],
      needsYou: [{ rule: 'cors/no-plus', path: 'server.js', line: 1 }],
      changes: [{ path: 'server.js', written: true, problem: null }],
    });
    expect(written.changes[0]?.diff).toContain('+cors(process.env.ORIGINS');
  });
});

describe('a file that cannot be written', () => {
  it('is left whole when it is read-only; the others are written, and the exit code is 1', async () => {
    const { guard, read, pathOf } = guardSession({ 'a.js': OPEN, 'b.js': OPEN });
    chmodSync(pathOf('a.js'), 0o444);
    const { exitCode, stdout } = await guard(['fix', '--write']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Not dealt with:\n  a.js  The file is read-only.\n');
    expect(stdout).toContain('2 findings, 1 of 2 files rewritten.');
    expect(read('a.js')).toBe(OPEN);
    expect(read('b.js')).toBe(CLOSED);
    expect(statSync(pathOf('a.js')).mode & 0o777).toBe(0o444);
  });

  it('makes the exit code 3 when it was named', async () => {
    const { guard, pathOf } = guardSession({ 'a.js': OPEN });
    chmodSync(pathOf('a.js'), 0o444);
    expect(await guard(['fix', '--write', 'a.js'])).toMatchObject({ exitCode: 3 });
  });

  it('does not keep the others from being written when the disk refuses it', async () => {
    const { guard, read } = guardSession({ 'a.js': OPEN, 'b.js': OPEN });
    const replaced: string[] = [];
    const ran = await guard(['fix', '--write', '--format', 'json'], {
      replaceFile: (path) => {
        if (path.endsWith('a.js')) return Promise.reject(new Error('ENOSPC: no space left on device'));
        replaced.push(path);
        return Promise.resolve();
      },
    });
    expect(jsonOf(ran)).toMatchObject({
      exitCode: 1,
      changes: [
        {
          path: 'a.js',
          written: false,
          problem: 'The file could not be written: ENOSPC: no space left on device',
        },
        { path: 'b.js', written: true, problem: null },
      ],
      failures: [{ path: 'a.js', named: false, internal: false }],
    });
    expect(replaced).toHaveLength(1);
    expect(read('a.js')).toBe(OPEN);
  });

  it('is left as it was once the run is interrupted, and the report says which were written; exit code 130', async () => {
    const { guard, read } = guardSession({ 'a.js': OPEN, 'b.js': OPEN });
    const interrupt = new AbortController();
    const ran = await guard(['fix', '--write'], {
      stoppable: (work) => work(interrupt.signal),
      replaceFile: async (path, content) => {
        interrupt.abort();
        await writeFileAtomic(path, content);
      },
    });
    expect(ran.exitCode).toBe(130);
    expect(ran.stdout).toContain('b.js  Not written, because the run was interrupted.\n');
    expect(ran.stdout).toContain('2 findings, 1 of 2 files rewritten.');
    expect([read('a.js'), read('b.js')]).toEqual([CLOSED, OPEN]);
  });

  it('loses what a run left beside it that was killed, and nothing of anybody else', async () => {
    const others = { 'a.js.1': 'mine\n', 'a.js.old': '', 'b.js.77': '' };
    const { guard, folder } = guardSession({
      'a.js': OPEN,
      ...others,
      'a.js.1234567890': CLOSED,
      'a.js.42': CLOSED.slice(0, 9),
      'a.js.7': '',
    });
    expect(await guard(['fix', '--write'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('\n1 file looked at,') as string,
    });
    expect(readdirSync(folder).sort()).toEqual(['a.js', ...Object.keys(others)]);
  });

  it('leaves no temporary file behind', async () => {
    const { guard, folder } = guardSession({ 'a.js': OPEN });
    await guard(['fix', '--write']);
    expect(readdirSync(folder)).toEqual(['a.js']);
  });

  it('is not overwritten when somebody changed it meanwhile', async () => {
    const { guard, read, write } = guardSession({ 'a.js': OPEN, 'b.js': OPEN });
    const { stdout } = await guard(['fix', '--write'], {
      replaceFile: () => {
        write('b.js', `${OPEN}// edited\n`);
        return Promise.resolve();
      },
    });
    expect(stdout).toContain('b.js  The file changed while it was being checked.');
    expect(read('b.js')).toBe(`${OPEN}// edited\n`);
  });

  it('is left alone when it is not UTF-8, which a rewrite would damage', async () => {
    const latin1 = Buffer.from("// cors caf\u00e9\nuse('*');\n", 'latin1');
    const { guard, read } = guardSession({ 'a.js': latin1 });
    const before = read('a.js');
    const { exitCode, stdout } = await guard(['fix', '--write', 'a.js']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('Left as it is, because it is not UTF-8');
    expect(read('a.js')).toBe(before);
    // What is wrong with it stays wrong, also where nobody named it.
    const unnamed = await guard(['fix', '--write', '--format', 'json']);
    expect(unnamed.exitCode).toBe(1);
    expect(jsonOf(unnamed)).toMatchObject({ findings: [{}], needsYou: [{ path: 'a.js' }], failures: [{}] });
  });
});

describe('files in git', () => {
  it('are written when they are committed, whatever else is not', async () => {
    const { guard, git, read, write } = guardSession({ 'a.js': OPEN, 'b.js': CLOSED });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'start');
    write('b.js', `${CLOSED}// edited\n`);
    write('new.js', 'const a = 1;\n');
    expect(await guard(['fix', '--write'])).toMatchObject({ exitCode: 0 });
    expect(read('a.js')).toBe(CLOSED);
  });

  it.each([
    ['edited', (write: (name: string, content: string) => void) => write('a.js', `${OPEN}// edited\n`)],
    ['new', (write: (name: string, content: string) => void) => write('sub/[new] file.js', OPEN)],
  ])('are refused all together when one that would be rewritten is %s; exit code 2', async (_, change) => {
    const { guard, git, read, write } = guardSession({ 'a.js': OPEN, 'b.js': OPEN });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'start');
    change(write);
    const { exitCode, stdout, stderr } = await guard(['fix', '--write']);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^cors-guard: Nothing was written.*uncommitted changes.*\n {2}(a\.js|sub\/\[new\] file\.js)\n.*--force/u,
    );
    expect(read('b.js')).toBe(OPEN);
  });

  it('are written with --force', async () => {
    const { guard, git, read } = guardSession({ 'a.js': OPEN });
    git('init', '-q');
    expect(await guard(['fix', '--write', '--force'])).toMatchObject({ exitCode: 0 });
    expect(read('a.js')).toBe(CLOSED);
  });

  it('may be previewed in any state', async () => {
    const { guard, git } = guardSession({ 'a.js': OPEN });
    git('init', '-q');
    expect(await guard(['fix'])).toMatchObject({ exitCode: 1, stderr: '' });
  });

  it('are refused when git will not say', async () => {
    const { guard, git, read } = guardSession({ 'a.js': OPEN });
    git('init', '-q');
    // A repository of somebody else, which git does not read: https://git-scm.com/docs/git-config#safe.directory
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const ran = await guard(['fix', '--write']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /^cors-guard: Cannot ask git whether .*a\.js has uncommitted changes: .*dubious ownership/u,
    );
    expect(read('a.js')).toBe(OPEN);
    expect(await guard(['fix', '--write', '--force'])).toMatchObject({ exitCode: 0 });
  });

  it('are looked at without running what the repository configures', async () => {
    const { guard, git, folder, pathOf, write } = guardSession({ 'a.js': OPEN });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'start');
    write('hook.sh', `#!/bin/sh\ntouch '${pathOf('ran')}'\n`);
    chmodSync(pathOf('hook.sh'), 0o755);
    git('config', 'core.fsmonitor', pathOf('hook.sh'));
    expect(await guard(['fix', '--write'])).toMatchObject({ exitCode: 0 });
    expect(readdirSync(folder)).not.toContain('ran');
  });
});
