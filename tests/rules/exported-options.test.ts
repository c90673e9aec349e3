import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fix, lint } from './lint.js';
import { origin } from './remedies.js';

let folder: string;

/** The path of a file in a project with these dependencies. */
const inProject = (project: keyof typeof PROJECTS, file: string): string => path.join(folder, project, file);

const PROJECTS = {
  'only cors': { dependencies: { cors: '^2.8.6', express: '^5.3.0' } },
  'another library': { dependencies: { cors: '^2.8.6', 'koa2-cors': '^2.0.6' } },
  'another library to develop with': {
    dependencies: { cors: '^2.8.6' },
    devDependencies: { 'koa2-cors': '^2.0.6' },
  },
  'cors and fastify': { dependencies: { cors: '^2.8.6', '@fastify/cors': '^11.4.3' } },
  'no library': { dependencies: {} },
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'eslint-plugin-cors-'));
  for (const [project, manifest] of Object.entries(PROJECTS)) {
    mkdirSync(path.join(folder, project));
    writeFileSync(path.join(folder, project, 'package.json'), JSON.stringify(manifest));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const rules = (code: string, file: string): (string | null)[] =>
  lint(code, { file }).map(({ ruleId }) => ruleId);

interface Export {
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** Objects that say by their type that they are options of cors. */
const TYPED: readonly Export[] = [
  {
    name: 'an annotation',
    file: 'config/http.ts',
    code: "import type { CorsOptions } from 'cors';\nexport const options: CorsOptions = { origin: '*' };\n",
  },
  {
    name: 'an annotation by way of the namespace',
    file: 'config/http.ts',
    code: "import cors from 'cors';\nexport const options: cors.CorsOptions = { origin: '*' };\n",
  },
  {
    name: 'an annotation of a constant that is not exported',
    file: 'app.ts',
    code: "import { type CorsOptions } from 'cors';\nconst options: CorsOptions = { origin: '*' };\nstart(options);\n",
  },
  {
    name: 'an imported type under another name',
    file: 'config/http.ts',
    code: "import type { CorsOptions as Options } from 'cors';\nexport const options: Options = { origin: '*' };\n",
  },
  {
    name: 'satisfies',
    file: 'config/http.ts',
    code: "import type { CorsOptions } from 'cors';\nexport const options = { origin: '*' } satisfies CorsOptions;\n",
  },
  {
    name: 'as',
    file: 'config/http.ts',
    code: "import type { CorsOptions } from 'cors';\nexport const options = { origin: '*' } as CorsOptions;\n",
  },
  {
    name: 'satisfies on a default export',
    file: 'config/http.ts',
    code: "import type { CorsOptions } from 'cors';\nexport default { origin: '*' } satisfies CorsOptions;\n",
  },
  {
    name: 'JSDoc on an exported constant',
    file: 'config/http.js',
    code: "/** @type {import('cors').CorsOptions} */\nexport const options = { origin: '*' };\n",
  },
  {
    name: 'JSDoc on a constant',
    file: 'config/http.cjs',
    code: '/**\n * Who may read our answers.\n * @type {import("cors").CorsOptions}\n */\nconst options = { origin: \'*\' };\n\nmodule.exports = { options };\n',
  },
];

/** Objects that say by their name, or by the name of their file, what they are. */
const NAMED: readonly Export[] = [
  {
    name: 'corsOptions, exported by name',
    file: 'config/http.js',
    code: "export const corsOptions = { origin: '*' };\n",
  },
  {
    name: 'corsOptions, exported after its declaration',
    file: 'config/http.js',
    code: "const corsOptions = { origin: '*' };\n\nexport { corsOptions };\n",
  },
  {
    name: 'corsOptions as the default export',
    file: 'config/http.js',
    code: "const corsOptions = { origin: '*' };\n\nexport default corsOptions;\n",
  },
  {
    name: 'corsOptions as the main export',
    file: 'config/http.js',
    code: "const corsOptions = { origin: '*' };\n\nmodule.exports = corsOptions;\n",
  },
  {
    name: 'corsOptions among the exports',
    file: 'config/http.js',
    code: "const corsOptions = { origin: '*' };\n\nmodule.exports = { corsOptions, port: 3000 };\n",
  },
  {
    name: 'corsOptions assigned to exports',
    file: 'config/http.js',
    code: "exports.corsOptions = { origin: '*' };\n",
  },
  {
    name: 'corsOptions assigned to module.exports',
    file: 'config/http.js',
    code: "module.exports.corsOptions = { origin: '*' };\n",
  },
  {
    name: 'corsConfig in TypeScript, without a type',
    file: 'config/http.ts',
    code: "export const corsConfig = { origin: '*' };\n",
  },
  {
    name: 'an exported constant in config/cors.js',
    file: 'config/cors.js',
    code: "export const options = { origin: '*' };\n",
  },
  {
    name: 'the default export of config/cors.js',
    file: 'config/cors.js',
    code: "export default { origin: '*' };\n",
  },
  {
    name: 'the main export of config/cors.js',
    file: 'config/cors.js',
    code: "module.exports = { origin: '*' };\n",
  },
  {
    name: 'an assigned export of config/corsOptions.js',
    file: 'config/corsOptions.js',
    code: "exports.options = { origin: '*' };\n",
  },
];

const typedText = `(_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => ${origin.replace('(_origin, callback) => ', '')}`;

describe.each([...TYPED, ...NAMED])('$name', ({ file, code }) => {
  test('is reported', () => {
    expect(rules(code, inProject('only cors', file))).toEqual(['cors/no-wildcard-origin']);
  });

  test('is reported where no package.json says which library reads it', () => {
    expect(rules(code, file)).toEqual(['cors/no-wildcard-origin']);
  });

  test('is fixed', () => {
    const needsTypes = file.endsWith('.ts') && !code.includes('CorsOptions');
    const expected = code.replace("origin: '*'", `origin: ${needsTypes ? typedText : origin}`);
    const fixed = fix(code, { file: inProject('only cors', file) });
    expect(fixed.output).toBe(expected);
    expect(fixed.messages).toEqual([]);
  });

  test('is silent with an origin in the place of the wildcard', () => {
    expect(rules(code.replace("'*'", "'https://app.example.com'"), inProject('only cors', file))).toEqual([]);
  });
});

describe.each(TYPED)('$name', ({ file, code }) => {
  test('is reported beside another library: its type names cors', () => {
    expect(rules(code, inProject('another library', file))).toEqual(['cors/no-wildcard-origin']);
  });
});

describe.each(NAMED)('$name', ({ file, code }) => {
  test.each(['another library', 'another library to develop with'] as const)(
    'is silent beside %s, which we do not model and which may read it otherwise',
    (project) => {
      expect(rules(code, inProject(project, file))).toEqual([]);
    },
  );
});

describe('each rule finds its own kind in exported options', () => {
  test.each([
    ["export const corsOptions = { origin: '*', credentials: true };", 'no-credentialed-wildcard'],
    ["export const corsOptions = { methods: ['GET'] };", 'no-wildcard-origin'],
    ['export const corsOptions = { origin: true, credentials: true };', 'no-reflected-origin'],
    ["export const corsOptions = { origin: process.env.CLIENT_URL || '*' };", 'no-permissive-fallback'],
    ["export const corsOptions = { origin: new Set(['https://app.example.com']) };", 'valid-origin-callback'],
    [
      "const allowed = ['https://app.example.com'];\nexport const corsOptions = { origin: (origin, callback) => callback(null, allowed.includes(origin) !== -1) };",
      'valid-origin-callback',
    ],
  ])('%s', (code, rule) => {
    expect(rules(code, inProject('only cors', 'config/cors.js'))).toEqual([`cors/${rule}`]);
  });
});

describe('exports that are no options of cors', () => {
  test.each([
    ['config/http.js', "export const feed = { origin: '*' }; // cors is elsewhere\n"],
    ['config/http.js', "module.exports = { origin: '*' }; // cors is elsewhere\n"],
    ['config/http.js', "const corsOptions = { origin: '*' };\nconsole.log(corsOptions);\n"],
    ['config/http.js', "export const corsHeaders = ['Authorization'];\n"],
    ['config/http.js', "export const corsOptions = buildOptions({ origin: '*' });\n"],
    [
      'config/http.ts',
      "import type { CorsOptions } from './cors.js';\nexport const options: CorsOptions = { origin: '*' };\n",
    ],
    [
      'config/http.ts',
      "import type { CorsOptions } from '@example/cors';\nexport const options: CorsOptions = { origin: '*' };\n",
    ],
    [
      'config/http.js',
      "/** @type {import('@example/cors').CorsOptions} */\nexport const options = { origin: '*' };\n",
    ],
  ])('in %s: %s', (file, code) => {
    expect(rules(code, inProject('only cors', file))).toEqual([]);
  });
});

describe('options that reach a call in the same file', () => {
  const code =
    "import cors from 'cors';\nexport const corsOptions = { origin: '*' };\napp.use(cors(corsOptions));\n";

  test('are reported once, where the origin is written', () => {
    expect(lint(code, { file: inProject('only cors', 'server.js') })).toMatchObject([
      { ruleId: 'cors/no-wildcard-origin', line: 2, column: 30, endLine: 2, endColumn: 41 },
    ]);
  });

  test('are reported beside another library: the call says whose they are', () => {
    expect(rules(code, inProject('another library', 'server.js'))).toEqual(['cors/no-wildcard-origin']);
  });
});

describe('options that several libraries may read', () => {
  const reported = (options: string, project: keyof typeof PROJECTS) =>
    rules(`export const corsOptions = ${options};\n`, inProject(project, 'config/http.js'));

  test('are reported if all of them let the attacker in', () => {
    expect(reported("{ origin: '*' }", 'cors and fastify')).toEqual(['cors/no-wildcard-origin']);
    expect(reported('{ origin: true }', 'cors and fastify')).toEqual(['cors/no-reflected-origin']);
  });

  test('are silent if one of them does not', () => {
    expect(reported("{ origin: ['*'] }", 'cors and fastify')).toEqual([]);
    expect(reported('{ origin: undefined }', 'cors and fastify')).toEqual([]);
    expect(reported('{ origin: true }', 'no library')).toEqual([]);
  });

  test('are left to you where the libraries want different values', () => {
    const code = "export const corsOptions = { origin: '*' };\n";
    expect(fix(code, { file: inProject('no library', 'config/http.js') }).output).toBe(code);
  });
});
