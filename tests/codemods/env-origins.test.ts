import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import envOrigins from '../../codemods/env-origins.js';
import { triedIn } from '../harness/matrix.js';

const OPEN = "const cors = require('cors');\n\napp.use(cors()); // open\n";
const NARROW = "const cors = require('cors');\napp.use(cors({ origin: 'https://app.example.com' }));\n";
/** No text of the option is there to be rewritten. */
const FOR_A_PERSON = `const cors = require('cors');
app.use(cors(Object.assign({}, { origin: '*' })));
`;
const OF_NO_CONCERN = 'const answer = 42;\n';
const BROKEN = 'const cors = ;\n';

function transform(source: string, options: Record<string, unknown> = {}) {
  const told: string[] = [];
  const output = envOrigins(
    { path: 'server.js', source },
    {
      stats: (name, quantity = 1) => told.push(`${quantity} ${name}`),
      report: (message) => told.push(message),
    },
    options,
  );
  return { output, told };
}

describe('the transform env-origins', () => {
  it('reads the allow-list from the environment and leaves the rest as it was', () => {
    const { output, told } = transform(OPEN);
    expect(output).toMatch(
      /^const cors = require\('cors'\);\n\napp\.use\(cors\(\{ origin: .*process\.env\.CORS_ALLOWED_ORIGINS.* \}\)\); \/\/ open\n$/u,
    );
    expect(told).toEqual(['1 findings fixed']);
  });

  it.each([
    ['CRLF', OPEN.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${OPEN}`],
    ['a shebang', `#!/usr/bin/env node\n${OPEN}`],
  ])('keeps %s', (_, source) => {
    const { output = '' } = transform(source);
    const [before, after] = source.split('cors());');
    expect(output.startsWith(`${before ?? ''}cors({`)).toBe(true);
    expect(output.endsWith(after ?? '')).toBe(true);
  });

  it('takes the name of the variable from envVar or env-var', () => {
    expect(transform(OPEN, { envVar: 'ALLOWED' }).output).toContain('process.env.ALLOWED');
    expect(transform(OPEN, { 'env-var': 'ALLOWED' }).output).toContain('process.env.ALLOWED');
  });

  it('returns what it rewrote unchanged the second time', () => {
    const once = transform(OPEN).output ?? '';
    expect(transform(once).output).toBe(once);
  });

  it('returns the same source when nothing is to be done, and undefined when the file is not about CORS', () => {
    expect(transform(NARROW)).toEqual({ output: NARROW, told: [] });
    expect(transform(OF_NO_CONCERN)).toEqual({ output: undefined, told: [] });
    expect(transform('')).toEqual({ output: undefined, told: [] });
  });

  it('reports what it leaves for a person', () => {
    const { output, told } = transform(FOR_A_PERSON);
    expect(output).toBe(FOR_A_PERSON);
    expect(told).toEqual([
      '1 findings left for you',
      expect.stringMatching(/^2:\d+ needs you: .*\(cors\/no-wildcard-origin\)$/u),
    ]);
  });

  it('throws for a file that does not parse, with the place', () => {
    expect(() => transform(BROKEN)).toThrow('Parsing error: Unexpected token (1:14)');
  });

  it('throws for mistaken options', () => {
    expect(() => transform(OPEN, { envVar: true })).toThrow('settings.cors.envVar');
    expect(() => transform(OPEN, { envVar: 'MY-VAR' })).toThrow('settings.cors.envVar');
    expect(() => transform(OPEN, { strict: 'src' })).toThrow('Write --strict=true.');
  });
});

const root = join(import.meta.dirname, '../..');

const run = promisify(execFile);

/** What jscodeshift prints, without the colours it adds where `CI` or `FORCE_COLOR` is set. */
async function jscodeshift(folder: string, ...flags: string[]): Promise<string> {
  const built = join(root, 'dist/codemods/env-origins.cjs');
  expect(existsSync(built), 'run `npm run build` first').toBe(true);
  const program = join(root, 'node_modules/jscodeshift/bin/jscodeshift.js');
  const { stdout, stderr } = await run(process.execPath, [program, '-t', built, ...flags, '.'], {
    cwd: folder,
  });
  return stripVTControlCharacters(stdout + stderr);
}

function folderWith(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'env-origins-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const FILES = {
  'src/open.js': OPEN,
  'src/narrow.js': NARROW,
  'src/person.js': FOR_A_PERSON,
  'src/none.js': OF_NO_CONCERN,
  'src/broken.js': BROKEN,
};

describe('env-origins as built, under jscodeshift', () => {
  const ways: readonly [string, readonly string[]][] = [
    ['with its Babel hook', []],
    ['without it', ['--no-babel']],
    ['in one process', ['--run-in-band']],
  ];
  it.each(triedIn(0, ways))('rewrites and counts files %s', async (_, flags) => {
    const folder = folderWith(FILES);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');

    const output = await jscodeshift(folder, ...flags);
    expect(output).toMatch(/\n1 errors\n2 unmodified\n1 skipped\n1 ok\n/u);
    expect(output).toMatch(
      /ERR .*src\/broken\.js Transformation error \(Parsing error: Unexpected token \(1:14\)\)/u,
    );
    expect(output).toMatch(/REP .*src\/person\.js 2:\d+ needs you: /u);
    expect(read('src/open.js')).toBe(transform(OPEN).output);
    for (const name of ['src/narrow.js', 'src/person.js', 'src/none.js', 'src/broken.js'] as const) {
      expect(read(name)).toBe(FILES[name]);
    }
  });

  it('rewrites nothing the second time', async () => {
    const folder = folderWith({ 'server.js': transform(OPEN).output ?? '' });
    const output = await jscodeshift(folder, '--no-babel', '--run-in-band');
    expect(output).toMatch(/\n0 errors\n1 unmodified\n0 skipped\n0 ok\n/u);
  });

  it('counts in a dry run, and writes nothing', async () => {
    const folder = folderWith(FILES);
    const output = await jscodeshift(folder, '--dry', '--no-babel');
    expect(output).toMatch(/\n1 errors\n2 unmodified\n1 skipped\n1 ok\n/u);
    expect(output).toMatch(/findings fixed: 1/u);
    expect(readFileSync(join(folder, 'src/open.js'), 'utf8')).toBe(OPEN);
  });

  it('takes options from the command line', async () => {
    const folder = folderWith({ 'server.js': OPEN });
    await jscodeshift(folder, '--no-babel', '--env-var=ALLOWED', '--strict=true');
    expect(readFileSync(join(folder, 'server.js'), 'utf8')).toContain('process.env.ALLOWED');
  });
});
