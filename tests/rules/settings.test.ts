import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin, { type CorsSettings } from '../../src/index.js';
import { fix, lint } from './lint.js';
import { listIn, origin, originFrom } from './remedies.js';

const program = "import cors from 'cors';\napp.use(cors());\n";
const open = 'Any website can read these responses, though not as the signed-in user: ';
const witness = "a page on 'https://attacker.example' is answered with Access-Control-Allow-Origin '*'. ";

describe('settings.cors.fix', () => {
  test.each([undefined, {}, { fix: 'fix' as const }])('%o: the remedy is a fix', (settings) => {
    const given = settings ? { settings } : {};
    const [report] = lint(program, given);
    expect(report).toMatchObject({
      fix: { range: [38, 38], text: `{ origin: ${origin} }` },
    });
    expect(report?.suggestions).toBeUndefined();
    expect(fix(program, given).output).toBe(
      `import cors from 'cors';\napp.use(cors({ origin: ${origin} }));\n`,
    );
  });

  test("'suggest': the same edit is a suggestion, and --fix changes nothing", () => {
    const settings = { fix: 'suggest' as const };
    const [report] = lint(program, { settings });
    expect(report?.fix).toBeUndefined();
    expect(report?.suggestions).toEqual([
      {
        messageId: 'applyRemedy',
        desc: 'Admit only listed origins.',
        fix: { range: [38, 38], text: `{ origin: ${origin} }` },
      },
    ]);
    expect(fix(program, { settings })).toMatchObject({ fixed: false, output: program });
  });

  test("'off': the report says the same and edits nothing", () => {
    const settings = { fix: 'off' as const };
    const [report] = lint(program, { settings });
    expect(report?.fix).toBeUndefined();
    expect(report?.suggestions).toBeUndefined();
    expect(report?.message).toBe(`${open}${witness}Admit only the origins listed in CORS_ALLOWED_ORIGINS.`);
  });

  test.each([
    [
      "import cors from 'cors';\napp.use(cors({ origin: process.env.X || '*' }));",
      'Refuse every origin unless the variable lists it.',
    ],
    [
      "import cors from 'cors';\napp.use(cors('https://app.example.com'));",
      'Give the library an option it knows.',
    ],
    [
      "import cors from 'cors';\napp.use(cors({ origin: new URL('https://app.example.com') }));",
      'Correct the expression, so that only listed origins pass.',
    ],
    [
      "import cors from 'cors';\napp.use(cors({ origin: '*', credentials: true }));",
      'Admit only listed origins.',
    ],
    ["import cors from 'cors';\napp.use(cors({ origin: true }));", 'Admit only listed origins.'],
  ])("'suggest' is understood by every rule: %s", (code, description) => {
    const reports = lint(code, { settings: { fix: 'suggest' } });
    expect(reports.map(({ suggestions }) => suggestions?.map(({ desc }) => desc))).toEqual([[description]]);
    expect(reports.map((report) => report.fix)).toEqual([undefined]);
  });
});

describe('settings.cors.envVar', () => {
  test('names the variable in the fix and in the message', () => {
    const settings = { envVar: 'WEB_ORIGINS' };
    expect(lint(program, { settings }).map(({ message }) => message)).toEqual([
      `${open}${witness}Admit only the origins listed in WEB_ORIGINS.`,
    ]);
    expect(fix(program, { settings }).output).toBe(
      `import cors from 'cors';\napp.use(cors({ origin: ${originFrom('WEB_ORIGINS')} }));\n`,
    );
  });

  test('names it in a header guard, too', () => {
    const code =
      "import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  next();\n});\n";
    expect(fix(code, { settings: { envVar: 'WEB_ORIGINS' } }).output).toContain(
      `if (req.headers.origin && ${listIn('WEB_ORIGINS')}.includes(req.headers.origin))`,
    );
  });

  test('gives way to the variable a program reads its origins from', () => {
    const code = "import cors from 'cors';\napp.use(cors({ origin: process.env.CLIENT_URL || '*' }));\n";
    expect(fix(code, { settings: { envVar: 'WEB_ORIGINS' } }).output).toBe(
      `import cors from 'cors';\napp.use(cors({ origin: ${originFrom('CLIENT_URL')} }));\n`,
    );
  });

  test('gives way to a list the program has', () => {
    const code =
      "import cors from 'cors';\nconst allowed = ['https://app.example.com'];\napp.use(cors({ origin: '*' }));\n";
    expect(fix(code, { settings: { envVar: 'WEB_ORIGINS' } }).output).toBe(
      "import cors from 'cors';\nconst allowed = ['https://app.example.com'];\napp.use(cors({ origin: allowed }));\n",
    );
  });
});

describe('settings.cors.allowList', () => {
  const array = { allowList: { module: './config/origins.js', export: 'allowedOrigins' } };
  const reader = { allowList: { module: './config/origins.js', export: 'allowedOrigins()' } };
  const fixedWith = (code: string, settings: CorsSettings, file = 'src/server.js'): string => {
    const fixed = fix(code, { settings, file });
    expect(fixed.messages).toEqual([]);
    return fixed.output;
  };

  test('names the module in the message', () => {
    expect(lint(program, { settings: array }).map(({ message }) => message)).toEqual([
      `${open}${witness}Admit only the origins listed in './config/origins.js'.`,
    ]);
  });

  test('imports an array, by a path from the file to the module', () => {
    expect(fixedWith(program, array)).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from '../config/origins.js';\napp.use(cors({ origin: allowedOrigins }));\n",
    );
    expect(fixedWith(program, array, 'server.js')).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from './config/origins.js';\napp.use(cors({ origin: allowedOrigins }));\n",
    );
    expect(fixedWith(program, array, 'config/http/server.js')).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from '../origins.js';\napp.use(cors({ origin: allowedOrigins }));\n",
    );
  });

  test('calls a function at each request', () => {
    expect(fixedWith(program, reader)).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from '../config/origins.js';\napp.use(cors({ origin: (_origin, callback) => callback(null, allowedOrigins()) }));\n",
    );
  });

  test('gives way to a variable from which the site admits origins while it is set, if that is not the one of the settings', () => {
    const fallback =
      "import cors from 'cors';\napp.use(cors({ origin: process.env.WEB?.split(',') ?? '*' }));\n";
    expect(fixedWith(fallback, reader)).toContain("(process.env.WEB ?? '').split(',')");
    expect(fixedWith(fallback, reader)).not.toContain('allowedOrigins');
    expect(fixedWith(fallback, { ...reader, envVar: 'WEB' })).toContain('callback(null, allowedOrigins())');
  });

  test('gives way to a list that the file reads from a variable, and not to one that it spells out', () => {
    const withList = (list: string): string =>
      `import cors from 'cors';\nconst origins = ${list};\napp.use(cors());\n`;
    const read = "(process.env.WEB ?? '').split(',').filter(Boolean)";
    expect(fixedWith(withList(read), array)).toBe(
      withList(read).replace('cors()', 'cors({ origin: origins })'),
    );
    expect(fixedWith(withList("['https://app.example.com']"), array)).toContain(
      'cors({ origin: allowedOrigins })',
    );
  });

  test('is added to what a site admits by name', () => {
    expect(
      fixedWith(
        "import cors from 'cors';\napp.use(cors({ origin: process.env.CLOSED ? 'https://app.example.com' : '*' }));\n",
        array,
      ),
    ).toContain("origin: ['https://app.example.com', ...allowedOrigins]");
  });

  test('takes a package by its name', () => {
    expect(fixedWith(program, { allowList: { module: '@example/origins', export: 'allowedOrigins' } })).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from '@example/origins';\napp.use(cors({ origin: allowedOrigins }));\n",
    );
  });

  test('is required where the file requires', () => {
    expect(fixedWith("const cors = require('cors');\napp.use(cors());\n", array, 'src/server.cjs')).toBe(
      "const cors = require('cors');\nconst { allowedOrigins } = require('../config/origins.js');\napp.use(cors({ origin: allowedOrigins }));\n",
    );
  });

  test('is required first where the file requires in the middle of things, after its directives', () => {
    expect(
      fixedWith(
        "#!/usr/bin/env node\n'use strict';\n\napp.use(require('cors')());\n",
        array,
        'src/server.cjs',
      ),
    ).toBe(
      "#!/usr/bin/env node\n'use strict';\n\nconst { allowedOrigins } = require('../config/origins.js');\napp.use(require('cors')({ origin: allowedOrigins }));\n",
    );
  });

  test('is not imported a second time', () => {
    const code =
      "import cors from 'cors';\nimport { allowedOrigins as list } from '../config/origins.js';\nlog(list);\napp.use(cors());\n";
    expect(fixedWith(code, array)).toBe(code.replace('cors()', 'cors({ origin: list })'));
  });

  test('guards a header', () => {
    const code =
      "import http from 'node:http';\nhttp.createServer((req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.end();\n});\n";
    expect(fixedWith(code, reader)).toBe(
      "import http from 'node:http';\nimport { allowedOrigins } from '../config/origins.js';\nhttp.createServer((req, res) => {\n  res.appendHeader('Vary', 'Origin');\n  if (req.headers.origin && allowedOrigins().includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  res.end();\n});\n",
    );
  });

  test('comes before a list the program has', () => {
    const code =
      "import cors from 'cors';\nconst allowed = ['https://app.example.com'];\napp.use(cors({ origin: '*' }));\n";
    expect(fixedWith(code, array)).toBe(
      "import cors from 'cors';\nimport { allowedOrigins } from '../config/origins.js';\nconst allowed = ['https://app.example.com'];\napp.use(cors({ origin: allowedOrigins }));\n",
    );
  });

  test.each([
    ['a constant', "import cors from 'cors';\nconst allowedOrigins = load();\napp.use(cors());\n"],
    [
      'another import',
      "import cors from 'cors';\nimport { allowedOrigins } from './elsewhere.js';\napp.use(cors());\n",
    ],
    [
      'a parameter',
      "import cors from 'cors';\nexport function start(allowedOrigins) {\n  log(allowedOrigins);\n  app.use(cors());\n}\n",
    ],
  ])('does not meet a name the file uses for something else: %s', (_what, code) => {
    const fixed = fix(code, { settings: array, file: 'src/server.js' });
    expect(fixed.messages.filter(({ fatal }) => fatal === true)).toEqual([]);
    expect(fixed.output).not.toContain('cors({ origin: allowedOrigins })');
  });
});

describe('twelve sites in one file', () => {
  const sites = Array.from({ length: 12 }, (_, index) => `app.get('/${index}', cors(), handle);\n`).join('');
  const twelve = `import cors from 'cors';\n${sites}`;
  const everySite = (options: string): string => sites.replaceAll('cors()', `cors(${options})`);

  test('are reported', () => {
    expect(lint(twelve)).toHaveLength(12);
  });

  test('are fixed within the passes ESLint makes', () => {
    const fixed = fix(twelve);
    expect(fixed.output).toBe(`import cors from 'cors';\n${everySite(`{ origin: ${origin} }`)}`);
    expect(fixed.messages).toEqual([]);
  });

  test('are fixed with one import of a shared list', () => {
    const settings = { allowList: { module: './config/origins.js', export: 'allowedOrigins' } };
    const fixed = fix(twelve, { settings, file: 'src/server.js' });
    expect(fixed.output).toBe(
      `import cors from 'cors';\nimport { allowedOrigins } from '../config/origins.js';\n${everySite('{ origin: allowedOrigins }')}`,
    );
    expect(fixed.messages).toEqual([]);
  });

  test('of two libraries are fixed with one import of a shared list', () => {
    const settings = { allowList: { module: './config/origins.js', export: 'allowedOrigins' } };
    const handler = (index: number): string =>
      `app.post('/${index}', (req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.json({});\n});\n`;
    const mixed = `import cors from 'cors';\n${Array.from({ length: 6 }, (_, index) => `app.get('/${index}', cors(), handle);\n${handler(index)}`).join('')}`;
    const fixed = fix(mixed, { settings, file: 'src/server.js' });
    expect(lint(mixed)).toHaveLength(12);
    expect(fixed.messages).toEqual([]);
    expect(fixed.output.match(/import \{ allowedOrigins \}/g)).toHaveLength(1);
    expect(fixed.output.match(/cors\(\{ origin: allowedOrigins \}\)/g)).toHaveLength(6);
    expect(fixed.output.match(/allowedOrigins\.includes\(req\.headers\.origin\)/g)).toHaveLength(6);
  });

  test('of every kind are fixed within the passes ESLint makes', () => {
    const kinds = [
      'cors()',
      "cors({ origin: '*', credentials: true })",
      'cors({ origin: true })',
      "cors({ origin: process.env.CLIENT_URL || '*' })",
      "cors('https://app.example.com')",
      "cors({ origin: new Set(['https://app.example.com']) })",
    ];
    const code = `import cors from 'cors';\n${[...kinds, ...kinds].map((site, index) => `app.get('/${index}', ${site}, handle);\n`).join('')}`;
    expect(new Set(lint(code).map(({ ruleId }) => ruleId)).size).toBe(6);
    expect(fix(code).messages).toEqual([]);
  });
});

describe('a mistake in settings.cors', () => {
  const MISTAKES: readonly [given: unknown, sentence: string][] = [
    ['strict', 'settings.cors must be an object.'],
    [[], 'settings.cors must be an object.'],
    [null, 'settings.cors must be an object.'],
    [
      { fixs: 'off' },
      'settings.cors.fixs is not a setting of eslint-plugin-cors; the settings are fix, envVar, allowList, versions.',
    ],
    [{ fix: 'yes' }, `settings.cors.fix must be 'fix', 'suggest' or 'off', not "yes".`],
    [{ fix: true }, "settings.cors.fix must be 'fix', 'suggest' or 'off', not true."],
    [
      { envVar: 'WEB ORIGINS' },
      'settings.cors.envVar must be the name of an environment variable, not "WEB ORIGINS".',
    ],
    [{ envVar: '' }, 'settings.cors.envVar must be the name of an environment variable, not "".'],
    [{ envVar: ['A'] }, 'settings.cors.envVar must be the name of an environment variable, not ["A"].'],
    [
      { allowList: './origins.js' },
      'settings.cors.allowList must be an object with the texts module and export.',
    ],
    [
      { allowList: { module: './origins.js' } },
      'settings.cors.allowList must be an object with the texts module and export.',
    ],
    [
      { allowList: { module: './origins.js', export: 'list', name: 'list' } },
      'settings.cors.allowList.name is not a setting; it takes module and export.',
    ],
    [
      { allowList: { module: './origins.js', export: 'lists.web' } },
      `settings.cors.allowList.export must be the name of an export, or that name with '()', not "lists.web".`,
    ],
    [
      { allowList: { module: "./it's.js", export: 'list' } },
      `settings.cors.allowList.module must be a package name or a path, not "./it's.js".`,
    ],
    [
      { allowList: { module: '', export: 'list' } },
      'settings.cors.allowList.module must be a package name or a path, not "".',
    ],
    [{ versions: '5' }, 'settings.cors.versions must be an object with a version for each package name.'],
    [
      { versions: { hono: 'newest' } },
      `settings.cors.versions['hono'] must be a version such as '4.12.24', not "newest".`,
    ],
    [{ versions: { hono: 4 } }, "settings.cors.versions['hono'] must be a version such as '4.12.24', not 4."],
  ];

  test.each(MISTAKES)('%j: %s', (given, sentence) => {
    expect(() => lint(program, { settings: given as never })).toThrow(sentence);
  });

  test('is told about in a file that has nothing to do with CORS', () => {
    expect(() => lint('export const port = 3000;\n', { settings: { fix: 'yes' } as never })).toThrow(
      'settings.cors.fix must be',
    );
  });

  test('stops the run with one error, however many files there are', async () => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [{ ...plugin.configs.recommended, settings: { cors: { envVar: '1' } } }],
      cwd: import.meta.dirname,
      ignore: false,
    });
    const texts = ['a.js', 'b.js', 'c.js'].map((filePath) => eslint.lintText(program, { filePath }));
    const outcomes = await Promise.allSettled(texts);
    expect(new Set(outcomes.map((outcome) => outcome.status))).toEqual(new Set(['rejected']));
    const [first] = outcomes;
    expect(first?.status === 'rejected' && String(first.reason).match(/settings\.cors/g)).toHaveLength(1);
  });
});
