import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fix, lint, type Surroundings } from './lint.js';

const LIST = ".split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')";
const FOUND = `${LIST}.find((allowed) => allowed === origin) ?? ''`;
const OF_CONTEXT = `(origin, c) => (c.env.CORS_ALLOWED_ORIGINS ?? '')${FOUND}`;
const OF_PROCESS = `(origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '')${FOUND}`;

const program = (rest: string, origin = "'*'"): string =>
  `import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\n${rest}\napp.use(cors({ origin: ${origin} }));\n`;

describe('the fix for hono/cors reads the environment of the runtime that the file shows', () => {
  test.each([
    ['server.js', `const app = new Hono();\napp.get('/', (c) => c.text(c.env.GREETING));`, OF_CONTEXT],
    [
      'server.js',
      `const app = new Hono();\napp.get('/', (c) => {\n  const { GREETING } = c.env;\n  return c.text(GREETING);\n});`,
      OF_CONTEXT,
    ],
    ['server.js', `import { DurableObject } from 'cloudflare:workers';\nconst app = new Hono();`, OF_CONTEXT],
    [
      'server.ts',
      `const app = new Hono<{ Bindings: { DATA: unknown } }>();`,
      `(origin, c) => ((c.env.CORS_ALLOWED_ORIGINS as string | undefined) ?? '')${FOUND}`,
    ],
    [
      'server.ts',
      `import { env as variables } from 'hono/adapter';\nconst app = new Hono();`,
      `(origin, c) => ((variables(c).CORS_ALLOWED_ORIGINS as string | undefined) ?? '')${FOUND}`,
    ],
    [
      'server.js',
      `const app = new Hono();\nDeno.serve(app.fetch);`,
      `(origin) => (Deno.env.get('CORS_ALLOWED_ORIGINS') ?? '')${FOUND}`,
    ],
    ['server.js', `import { serve } from '@hono/node-server';\nconst app = new Hono();`, OF_PROCESS],
    ['server.js', `const app = new Hono();\nBun.serve({ fetch: app.fetch });`, OF_PROCESS],
  ])('%s: %s', (file, rest, origin) => {
    expect(fix(program(rest), { file }).output).toBe(program(rest, origin));
  });

  test('in an object that says no type, parameters get theirs', () => {
    const code = (origin: string): string =>
      `import { cors } from 'hono/cors';\nconst options = { origin: ${origin} };\ntype Environment = { Bindings: object };\nexport default cors(options);\n`;
    expect(fix(code("'*'"), { file: 'server.ts' }).output).toBe(
      code(
        `(origin: string, c: { env: Record<string, string | undefined> }) => ((c.env.CORS_ALLOWED_ORIGINS as string | undefined) ?? '')${FOUND}`,
      ),
    );
  });
});

describe('where a file of Hono shows no runtime,', () => {
  const code = program('const app = new Hono();');
  const folder = mkdtempSync(path.join(tmpdir(), 'cors-hono-'));
  const inProject = (dependencies: Record<string, string>): Surroundings => {
    const project = path.join(folder, Object.keys(dependencies).join('-').replaceAll(/\W/g, '-'));
    mkdirSync(project, { recursive: true });
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ devDependencies: dependencies }));
    return { file: path.join(project, 'server.js') };
  };
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('the package.json tells: a Worker', () => {
    expect(fix(code, inProject({ wrangler: '4' })).output).toBe(
      program('const app = new Hono();', OF_CONTEXT),
    );
  });

  test('the package.json tells: Node.js', () => {
    expect(fix(code, inProject({ '@hono/node-server': '1' })).output).toBe(
      program('const app = new Hono();', OF_PROCESS),
    );
  });

  test.each([[{}], [{ wrangler: '4', '@hono/node-server': '1' }]])(
    'and the package.json does not tell: a suggestion (%o)',
    (dependencies) => {
      const surroundings = inProject(dependencies);
      expect(fix(code, surroundings).output).toBe(code);
      const [message] = lint(code, surroundings);
      expect(message?.suggestions?.[0]?.fix.text).toContain('process.env.CORS_ALLOWED_ORIGINS');
      expect(message?.message).toMatch(
        /listed in CORS_ALLOWED_ORIGINS; this one needs you, because which runtime this is for, and so how a variable is read, cannot be seen from here\.$/,
      );
    },
  );
});

test('before Hono 4.2.0 the function is not given the context of a Worker: nothing is changed by itself', () => {
  const code = program(`const app = new Hono();\napp.get('/', (c) => c.text(c.env.GREETING));`);
  const settings = { versions: { hono: '4.1.7' } };
  expect(fix(code, { settings }).output).toBe(code);
  const [message] = lint(code, { settings });
  expect(message?.suggestions).toHaveLength(1);
  expect(message?.message).toContain('because before 4.2.0 Hono hands the variables of a Worker to no');
});
