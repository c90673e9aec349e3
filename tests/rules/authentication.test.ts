import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lint } from './lint.js';

const OPEN = "const cors = require('cors');\napp.use(cors({ origin: true, credentials: true }));\n";
const WHO = /as the signed-in user(.*?):/;

/** What a message says of who is signed in; undefined where it says nothing of that kind. */
function said(code: string, file?: string): string | undefined {
  const [report, ...others] = lint(code, file === undefined ? {} : { file });
  expect(others).toEqual([]);
  return WHO.exec(report?.message ?? '')?.[1];
}

describe('what shows that a server knows who is signed in is named with its line:', () => {
  test.each([
    [
      'a package of sessions',
      `const session = require('express-session');\n${OPEN}`,
      ' (express-session, line 1)',
    ],
    ['a package of tokens', `${OPEN}const jwt = require('jsonwebtoken');\n`, ' (jsonwebtoken, line 3)'],
    ['a strategy', `${OPEN}const { Strategy } = require('passport-jwt');\n`, ' (passport-jwt, line 3)'],
    ['a guard', `import { AuthGuard } from '@nestjs/passport';\n${OPEN}`, ' (@nestjs/passport, line 1)'],
    [
      'a part of a package',
      `import { toNodeHandler } from 'better-auth/node';\n${OPEN}`,
      ' (better-auth/node, line 1)',
    ],
    ['a package of Deno', `import { jwt } from 'npm:hono/jwt';\n${OPEN}`, ' (hono/jwt, line 1)'],
    [
      'a cookie of the request',
      `${OPEN}app.get('/', (req, res) => res.json(find(req.cookies.id)));\n`,
      ' (req.cookies, line 3)',
    ],
    [
      'the header of cookies',
      `${OPEN}app.get('/', (req, res) => res.json(find(req.headers.cookie)));\n`,
      ' (req.headers.cookie, line 3)',
    ],
    [
      'the first of several',
      `const session = require('express-session');\n${OPEN}app.get('/', (req, res) => res.json(req.user));\n`,
      ' (express-session, line 1)',
    ],
  ])('%s', (_name, code, expected) => {
    expect(said(code)).toBe(expected);
  });
});

describe('nothing is named', () => {
  test.each([
    ['where nothing shows it', OPEN],
    [
      'for a token, which no browser sends by itself',
      `${OPEN}app.get('/', (req, res) => res.json(find(req.headers.authorization)));\n`,
    ],
    [
      'for a member of something else',
      `${OPEN}const { user } = settings;\nlog(settings.user, settings.session);\n`,
    ],
    ['for a package of another name', `const session = require('express-session-viewer');\n${OPEN}`],
  ])('%s', (_name, code) => {
    expect(said(code)).toBe('');
  });

  test('for answers without credentials', () => {
    const code = `const session = require('express-session');\nconst cors = require('cors');\napp.use(cors());\n`;
    expect(lint(code).map(({ message }) => message)).toEqual([
      "Any website can read these responses, though not as the signed-in user: a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. Admit only the origins listed in CORS_ALLOWED_ORIGINS.",
    ]);
  });
});

describe('a package of the same package.json', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'authentication-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ dependencies: { cors: '^2.8.6', passport: '^0.7.0' } }),
  );

  test('is named where the file shows nothing', () => {
    expect(said(OPEN, path.join(folder, 'server.js'))).toBe(' (passport, in package.json)');
  });

  test('is not where the file does', () => {
    const code = `${OPEN}app.get('/', (req, res) => res.json(req.session.id));\n`;
    expect(said(code, path.join(folder, 'server.js'))).toBe(' (req.session, line 3)');
  });
});
