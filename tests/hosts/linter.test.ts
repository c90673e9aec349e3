import { describe, expect, it } from 'vitest';
import { fixText, lintText, type FixResult, type LintRequest } from '../../src/hosts/linter.js';
import { samplePlugin } from './sample-plugin.js';

const lint = (text: string, request: Partial<LintRequest> = {}) =>
  lintText(samplePlugin, text, { filename: '/project/server.js', cwd: '/project', ...request });
const fix = (text: string, request: Partial<LintRequest> = {}) =>
  fixText(samplePlugin, text, { filename: '/project/server.js', cwd: '/project', ...request });

function rulesIn(text: string, request: Partial<LintRequest> = {}): string[] {
  const result = lint(text, request);
  if (result.outcome !== 'linted') throw new Error(result.message);
  return result.messages.map((message) => message.rule);
}

function outputOf(result: FixResult): string {
  if (result.outcome !== 'fixed') throw new Error(result.message);
  return result.output;
}

describe('lintText', () => {
  it('says which rule reports what, where, and whether it can be fixed', () => {
    expect(lint("const a = 1;\nuse('*');")).toEqual({
      outcome: 'linted',
      messages: [
        {
          rule: 'cors/no-star',
          message: 'The literal * was found.',
          line: 2,
          column: 5,
          endLine: 2,
          endColumn: 8,
          fixable: true,
          suggestions: [],
          kind: null,
          middleware: null,
          related: [],
          fix: { range: [17, 20], line: 2, column: 5, endLine: 2, endColumn: 8, text: 'process.env.ORIGINS' },
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/u) as string,
        },
      ],
    });
  });

  it('passes on what a person could choose instead of a fix', () => {
    const result = lint("use('+')");
    expect(result).toMatchObject({
      messages: [{ rule: 'cors/no-plus', fixable: false, suggestions: ['Write another one.'] }],
    });
  });

  it('finds nothing in an empty text', () => {
    expect(lint('')).toEqual({ outcome: 'linted', messages: [] });
  });

  it('is not kept from a file by an environment comment, which ESLint 10 refuses', () => {
    expect(rulesIn("/* eslint-env node */\nuse('*');")).toEqual(['cors/no-star']);
  });

  it('honours the disable comments of ESLint', () => {
    expect(rulesIn("use('*'); // eslint-disable-line cors/no-star -- public on purpose")).toEqual([]);
    expect(rulesIn("/* eslint-disable-next-line cors/no-plus */\nuse('*', '+');")).toEqual(['cors/no-star']);
    expect(rulesIn("/* eslint cors/no-star: 'off' */\nuse('*');")).toEqual([]);
  });

  it('says nothing about directives and rules of others', () => {
    const text = "/* eslint semi: 2, other/rule: 2 */\n// eslint-disable-next-line other/rule\nuse('*')";
    expect(rulesIn(text)).toEqual(['cors/no-star']);
  });

  it('runs the preset strict when asked to', () => {
    expect(rulesIn("use('~', '+', '*')", { strict: true })).toEqual(['cors/no-tilde', 'cors/no-star']);
  });

  it('returns a text that does not parse as a result with its place', () => {
    expect(lint('const a = 1;\nconst = 2;')).toEqual({
      outcome: 'unparsed',
      message: 'Parsing error: Unexpected token',
      line: 2,
      column: 7,
    });
  });

  it('returns a text too deep to be read as a result', () => {
    expect(lint(`use(${'['.repeat(50_000)}${']'.repeat(50_000)})`)).toMatchObject({
      outcome: 'unparsed',
      message: 'Parsing error: Brackets are nested too deeply',
      line: 1,
    });
  });

  it('reads functions nested nearly six hundred deep', () => {
    expect(rulesIn(`${'function f() {'.repeat(590)}use('*')${'}'.repeat(590)}`)).toEqual(['cors/no-star']);
  });

  it('throws what a rule throws about its settings', () => {
    expect(() => lint("use('*')", { settings: { envVar: 3 } })).toThrow(
      'settings.cors.envVar must be a string.',
    );
    expect(() => fix("use('*')", { settings: { envVar: 3 } })).toThrow(
      'settings.cors.envVar must be a string.',
    );
  });

  it.each([
    ['a CommonJS file that returns at the top', '/project/server.js', "if (x) return;\nuse('*');"],
    ['a script with a legacy octal', '/project/server.js', "var mode = 0644;\nuse('*');"],
    ['a module that awaits at the top', '/project/server.js', "await x;\nuse('*');"],
    ['JSX in a .js file', '/project/server.js', "const page = <p title='x'>y</p>;\nuse('*');"],
    ['a decorator in a .js file', '/project/server.js', "@Controller()\nclass A { x = '*' }"],
    ['a .cjs file', '/project/server.cjs', "return use('*');"],
    ['a .mjs file', '/project/server.mjs', "import x from 'y';\nuse('*');"],
    ['a .ts file', '/project/server.ts', "const a = <Foo>use('*');"],
    ['a .mts file', '/project/server.mts', "const a: string = '*';"],
    ['a .cts file', '/project/server.cts', "import a = require('a');\nexport = use('*') as never;"],
    ['a .tsx file', '/project/server.tsx', "const a = <T,>(x: T) => <p>{x}</p>;\nuse('*');"],
    ['a file with an extension in capitals', '/project/SERVER.TS', "const a: string = '*';"],
    ['a file without an extension', '/project/bin/www', "#!/usr/bin/env node\nuse('*');"],
    ['a file below node_modules', '/project/node_modules/a/b.ts', "use('*' as string);"],
    ['a file whose name is a glob', '/project/[a] {b,c}/**.ts', "use('*' as string);"],
    ['a hidden file', '/project/.config.mts', "use('*' as string);"],
  ])('reads %s', (_, filename, text) => {
    expect(rulesIn(text, { filename })).toEqual(['cors/no-star']);
  });
});

describe('fixText', () => {
  it('gives the rewritten text, what was found and what remains', () => {
    const result = fix("use('*', '+');");
    expect(result).toMatchObject({
      outcome: 'fixed',
      output: "use(process.env.ORIGINS, '+');",
      before: [{ rule: 'cors/no-star' }, { rule: 'cors/no-plus' }],
      remaining: [{ rule: 'cors/no-plus' }],
    });
  });

  it('gives settings to the rules', () => {
    expect(outputOf(fix("use('*')", { settings: { envVar: 'ALLOWED' } }))).toBe('use(process.env.ALLOWED)');
  });

  it.each(['/project/server.js', '/project/node_modules/a/b.js', '/elsewhere/server.js'])(
    'tells the rules the working directory for %s',
    (filename) => {
      expect(outputOf(fix("use('.')", { filename }))).toBe('use("/project")');
    },
  );

  it('takes as many passes as the fixes need', () => {
    expect(outputOf(fix("use('**', '**', '*')"))).toBe(
      'use(process.env.ORIGINS, process.env.ORIGINS, process.env.ORIGINS)',
    );
  });

  it('leaves alone what a comment disables', () => {
    const text = "use('*'); // eslint-disable-line\nuse('*');";
    expect(outputOf(fix(text))).toBe("use('*'); // eslint-disable-line\nuse(process.env.ORIGINS);");
  });

  it('applies no fix of a rule that the file itself switches on', () => {
    expect(outputOf(fix('/* eslint semi: 2, no-var: 2 */\nvar a = 1'))).toBe(
      '/* eslint semi: 2, no-var: 2 */\nvar a = 1',
    );
  });

  it('keeps the byte order mark, the shebang, CRLF, mixed line breaks, tabs, comments and quotes', () => {
    const text =
      '\ufeff#!/usr/bin/env node\r\n// caf\u00e9 \u{1f9ed}\r\n\tuse("*") // why\r\n/* a */use(\'b\')\n\u2028use(`c`)\r\n\r\n';
    expect(outputOf(fix(text))).toBe(text.replace('"*"', 'process.env.ORIGINS'));
  });

  it.each([
    ['with a final line break', "use('*')\n"],
    ['without one', "use('*')"],
    ['with several', "use('*')\n\n\n"],
  ])('keeps the end of a file %s', (_, text) => {
    expect(outputOf(fix(text))).toBe(text.replace("'*'", 'process.env.ORIGINS'));
  });

  it('changes nothing the second time', () => {
    const once = outputOf(fix("use('*', '**', '+');\r\n"));
    expect(outputOf(fix(once))).toBe(once);
  });

  it('returns the very text when there is nothing to fix', () => {
    expect(fix("use('+')")).toMatchObject({
      outcome: 'fixed',
      output: "use('+')",
      remaining: [{ rule: 'cors/no-plus' }],
    });
    expect(fix('')).toEqual({ outcome: 'fixed', output: '', before: [], remaining: [] });
  });

  it('returns a text that does not parse as a result', () => {
    expect(fix("use('*'")).toMatchObject({ outcome: 'unparsed', line: 1 });
  });

  it('does not hand out a rewrite that does not parse', () => {
    const result = fix("use('{');");
    expect(result).toMatchObject({ outcome: 'broken' });
    expect(result).not.toHaveProperty('output');
  });
});
