import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LintMessage } from '../../src/hosts/lint-messages.js';
import { fixText, lintText } from '../../src/hosts/linter.js';
import { moduleReader } from '../../src/hosts/module-reader.js';
import plugin from '../../src/index.js';

const request = { filename: '/project/server.mjs', cwd: '/project' };

function messagesIn(text: string, strict = false): readonly LintMessage[] {
  const result = lintText(plugin, text, { ...request, strict });
  expect.assert(result.outcome === 'linted');
  return result.messages;
}

const OPEN = `import cors from 'cors';
import session from 'express-session';

const options = { maxAge: 1,
  origin: true, credentials: true };
app.use(cors(options));
`;

describe('what a message holds beyond that of ESLint', () => {
  it('is what was found, of which library, and where else to look', () => {
    expect(messagesIn(OPEN)).toMatchObject([
      {
        rule: 'cors/no-reflected-origin',
        line: 5,
        kind: 'reflected',
        middleware: 'cors',
        related: [
          {
            path: '/project/server.mjs',
            message: 'The server knows who is signed in: express-session.',
            line: 2,
            column: 1,
            endLine: 2,
            endColumn: 39,
          },
          { message: 'The options are written here.', line: 4, column: 17, endLine: 5, endColumn: 36 },
          { message: 'CORS is configured here (cors).', line: 6, column: 9, endLine: 6, endColumn: 22 },
        ],
      },
    ]);
  });

  it('is the other of two places that answer the same requests', () => {
    const text = `import express from 'express';
import cors from 'cors';
const app = express();
app.use(cors({ origin: 'https://app.example.com' }));
app.get('/', cors({ origin: 'https://admin.example.com' }), (req, res) => res.json([]));
app.listen(3000);
`;
    const [message] = messagesIn(text, true).filter(({ rule }) => rule === 'cors/single-owner');
    expect(message).toMatchObject({ kind: 'second owner', line: 5 });
    expect(message?.related).toContainEqual(
      expect.objectContaining({ message: 'This answers the same requests.', line: 4 }),
    );
  });

  it('is where the fault is written, also in a file that is imported', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cors-related-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const options = join(folder, 'options.mjs');
    writeFileSync(options, '\nexport const options = {\n  origin: true,\n};\n');
    const text = "import cors from 'cors';\nimport { options } from './options.mjs';\ncors(options);\n";
    const result = lintText(plugin, text, {
      filename: join(folder, 'server.mjs'),
      cwd: folder,
      session: { modules: moduleReader((path) => readFileSync(path, 'utf8')) },
    });
    expect(result).toMatchObject({
      messages: [
        {
          line: 3,
          related: [
            { path: options, message: 'The options are written here.', line: 2, column: 24 },
            { path: options, message: 'What is wrong is written here.', line: 3, column: 3 },
          ],
        },
      ],
    });
  });

  it('is, after a fix, about the text that was made', () => {
    const text = `${OPEN}// moved by what is written above\napp.get('/', cors({ origin: 'https://app.example.com/' }), f);\n`;
    const result = fixText(plugin, `\uFEFF${text}`, request);
    expect.assert(result.outcome === 'fixed');
    expect(result.before).toHaveLength(2);
    expect(result.remaining).toEqual([]);
  });

  it('is the fix, at its place in UTF-16 units behind a byte order mark', () => {
    const text = `import cors from 'cors';\r\n/* \u{1f9ed} */ cors('*');\r\n`;
    const [message] = messagesIn(`\uFEFF${text}`);
    const { fix } = message ?? {};
    expect.assert(fix);
    const lines = text.split('\r\n');
    expect(text.slice(...fix.range)).toBe(lines[fix.line - 1]?.slice(fix.column - 1, fix.endColumn - 1));
    expect(fix).toMatchObject({ line: 2, endLine: 2 });
    expect(text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])).toContain(
      'CORS_ALLOWED_ORIGINS',
    );
  });
});

describe('a fingerprint', () => {
  const fingerprints = (text: string): string[] => messagesIn(text).map(({ fingerprint }) => fingerprint);

  it('stays while other lines come, go and are formatted', () => {
    const others = `// a comment\nconst a = 1;\n${OPEN.replace('maxAge: 1', 'maxAge: 60')}`;
    expect(fingerprints(others)).toEqual(fingerprints(OPEN));
    expect(fingerprints("import cors from 'cors';\ncors( {origin:\n'*'} );")).toEqual(
      fingerprints("import cors from 'cors';\n\n\ncors({ origin: '*' });"),
    );
  });

  it('differs between the findings of a file, also between equal ones', () => {
    const text = "import cors from 'cors';\ncors();\ncors({ origin: '*' });\ncors();\ncors();\n";
    const all = fingerprints(text);
    expect(new Set(all).size).toBe(4);
    expect(all).toEqual(fingerprints(`\n\n${text}`));
  });

  it('differs when the code does', () => {
    const of = (origin: string): string[] =>
      fingerprints(`import cors from 'cors';\ncors({ origin: ${origin} });\n`);
    expect(of("'*'")).not.toEqual(of('true'));
  });
});
