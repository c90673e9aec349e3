import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';

const OPEN = "const cors = require('cors');\ncors('*');\n";
const CLEAN = "const cors = require('cors');\ncors('https://app.example.com');\n";
const FOR_A_PERSON = "cors('+');\n";
const BROKEN = 'const cors = ;\n';

describe('cors-guard check', () => {
  it('is silent about a clean folder and exits 0', async () => {
    const { guard } = guardSession({ 'server.js': CLEAN, 'other.js': 'const a = 1;\n' });
    expect(await guard(['check'])).toEqual({
      exitCode: 0,
      stdout: 'Nothing found.\n2 files looked at, 1 of them about CORS.\n',
      stderr: '',
    });
  });

  it('lists findings by file with their place and rule, and exits 1', async () => {
    const { guard } = guardSession({ 'src/server.js': OPEN, 'src/a.ts': FOR_A_PERSON });
    const { exitCode, stdout } = await guard(['check', 'src']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      [
        'src/a.ts',
        '  1:6  The literal + was found.  cors/no-plus',
        '',
        'src/server.js',
        '  2:6  The literal * was found.  cors/no-star',
        '',
        "2 findings, 1 of them fixable by 'cors-guard fix'.",
        '2 files looked at, 2 of them about CORS.',
        '',
      ].join('\n'),
    );
  });

  it('writes nothing', async () => {
    const { guard, read } = guardSession({ 'server.js': OPEN });
    await guard(['check', '.']);
    expect(read('server.js')).toBe(OPEN);
  });

  it('never parses a file without a trigger word, and never loads the plugin for such files', async () => {
    const { guard } = guardSession({ 'broken.js': 'const = ;' });
    const ran = await guard(['check', 'broken.js', '.'], {
      loadPlugin: () => Promise.reject(new Error('loaded')),
    });
    expect(ran).toMatchObject({ exitCode: 0 });
  });

  it('passes an empty file and an empty folder', async () => {
    const { guard } = guardSession({ 'empty.js': '' });
    expect(await guard(['check', 'empty.js'])).toMatchObject({ exitCode: 0 });
    expect(await guardSession({}).guard(['check'])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing found.\n0 files looked at, 0 of them about CORS.\n',
    });
  });

  it('runs the preset strict when asked to', async () => {
    const { guard } = guardSession({ 'server.js': "cors('~');\n" });
    expect(await guard(['check'])).toMatchObject({ exitCode: 0 });
    expect(await guard(['check', '--strict'])).toMatchObject({ exitCode: 1 });
  });

  it('honours disable comments', async () => {
    const { guard } = guardSession({
      'server.js': "cors('*'); // eslint-disable-line cors/no-star -- public data\n",
    });
    expect(await guard(['check'])).toMatchObject({ exitCode: 0 });
  });
});

describe('a file that cannot be checked', () => {
  it('is listed and counted when it was found in a folder, and does not change the exit code', async () => {
    const { guard } = guardSession({ 'broken.js': BROKEN, 'server.js': CLEAN });
    const { exitCode, stdout } = await guard(['check']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'Not dealt with:',
        '  broken.js:1:14  Parsing error: Unexpected token',
        '',
        'Nothing found.',
        '2 files looked at, 2 of them about CORS, 1 not dealt with.',
        '',
      ].join('\n'),
    );
  });

  it('makes the exit code 3 when it was named, and the others are still checked', async () => {
    const { guard } = guardSession({ 'broken.js': BROKEN, 'server.js': OPEN });
    const { exitCode, stdout } = await guard(['check', 'broken.js', 'server.js']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('broken.js:1:14');
    expect(stdout).toContain('The literal * was found.');
  });

  it('is told from findings: a folder with both exits 1', async () => {
    const { guard } = guardSession({ 'broken.js': BROKEN, 'server.js': OPEN });
    expect(await guard(['check'])).toMatchObject({ exitCode: 1 });
  });

  it('may be a file of another kind', async () => {
    const { guard } = guardSession({ 'cors.md': '# cors\n' });
    const { exitCode, stdout } = await guard(['check', 'cors.md']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('cors.md  Not a JavaScript or TypeScript file.');
  });

  it('may be the fault of a rule: then the others are checked and the exit code is 3', async () => {
    const { guard } = guardSession({ 'a.js': "cors('bomb');\n", 'b.js': OPEN });
    const { exitCode, stdout } = await guard(['check']);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('a.js  A rule failed, which is a fault of cors-guard: boom');
    expect(stdout).toContain('The literal * was found.');
  });
});

describe('a fault of cors-guard itself', () => {
  it('is told on stderr and makes the exit code 3', async () => {
    const { guard } = guardSession({ 'server.js': OPEN });
    const ran = await guard(['check'], { loadPlugin: () => Promise.reject(new Error('no plugin')) });
    expect(ran).toMatchObject({ exitCode: 3, stdout: '' });
    expect(ran.stderr).toMatch(/^cors-guard: failed, which is a fault of its own\.\nError: no plugin\n/u);
  });
});

describe('cors-guard check --format json', () => {
  it('says all that the text says', async () => {
    const { guard } = guardSession({ 'a.js': OPEN, 'b.js': BROKEN, 'c.js': FOR_A_PERSON, 'd.js': '' });
    const ran = await guard(['check', '--format', 'json']);
    const finding = {
      endLine: 1,
      path: 'c.js',
      rule: 'cors/no-plus',
      message: 'The literal + was found.',
      line: 1,
      column: 6,
      endColumn: 9,
      fixable: false,
      suggestions: ['Write another one.'],
      kind: null,
      middleware: null,
      related: [],
      fix: null,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/u) as string,
      writtenIn: null,
      fixesOfFiles: [],
    };
    expect(jsonOf(ran)).toEqual({
      version: 1,
      command: 'check',
      strict: false,
      write: false,
      exitCode: 1,
      summary: {
        filesLookedAt: 4,
        filesMentioningCors: 3,
        findings: 2,
        changes: 0,
        written: 0,
        needsYou: 1,
        failures: 1,
      },
      findings: [
        {
          path: 'a.js',
          rule: 'cors/no-star',
          message: 'The literal * was found.',
          line: 2,
          column: 6,
          endLine: 2,
          endColumn: 9,
          fixable: true,
          suggestions: [],
          kind: null,
          middleware: null,
          related: [],
          fix: {
            range: [35, 38],
            line: 2,
            column: 6,
            endLine: 2,
            endColumn: 9,
            text: 'process.env.ORIGINS',
          },
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/u) as string,
          writtenIn: null,
          fixesOfFiles: [],
        },
        finding,
      ],
      changes: [],
      needsYou: [finding],
      failures: [
        {
          path: 'b.js',
          message: 'Parsing error: Unexpected token',
          line: 1,
          column: 14,
          named: false,
          internal: false,
        },
      ],
      variables: [],
      notes: [],
    });
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
  });
});
