import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { moduleReader } from '../../src/hosts/module-reader.js';
import { parsedFile } from '../../src/hosts/parsed-file.js';
import { createSourceFile } from '../../src/source/file.js';
import { Project } from '../../src/source/project.js';
import { interpret } from '../harness/interpret.js';

type Files = Readonly<Record<string, string>>;

/** A folder with the files, of which the first is the program. */
function folderWith(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cors-modules-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, Object.keys(files)[0] ?? '');
}

/** What the last expression of the program gives, where the interpreter reads the other files. */
function interpreted(path: string): unknown {
  const project = new Project(
    moduleReader((file) => readFileSync(file, 'utf8')),
    {},
  );
  const outcome = interpret(createSourceFile({ ...parsedFile(path, readFileSync(path, 'utf8')), project }), {
    phase: 'set-up',
  });
  return outcome.kind === 'undecided' ? outcome.reason : outcome.value;
}

/** What Node gives as the export `out`, which every program has besides. */
async function executed(path: string): Promise<unknown> {
  const { out } = (await import(pathToFileURL(path).href)) as { readonly out: unknown };
  return out;
}

const ESM = (imports: string, result: string): string =>
  `${imports}\nexport const out = JSON.stringify(${result});\nout;\n`;
const CJS = (before: string, result: string): string =>
  `${before}\nconst out = JSON.stringify(${result});\nexports.out = out;\nout;\n`;

const PROGRAMS: Readonly<Record<string, Files>> = {
  'named exports': {
    'main.mjs': ESM("import { a, b as c, f } from './m.mjs';", '[a, c, f(2)]'),
    'm.mjs':
      'export const a = 1;\nconst b = [a, 2];\nexport { b };\nexport function f(x) { return x + a; }\n',
  },
  'default exports': {
    'main.mjs': ESM(
      "import one from './value.mjs';\nimport two from './function.mjs';\nimport three, { four } from './named.mjs';\nimport Five from './class.mjs';",
      '[one, two(), three(), four, new Five().x]',
    ),
    'value.mjs': 'export default { a: [1, 2] };\n',
    'function.mjs': "export default function () { return 'two'; }\n",
    'named.mjs': 'export default function three() { return four + 1; }\nexport const four = 4;\n',
    'class.mjs': 'export default class Five { x = 5; }\n',
  },
  'a whole module': {
    'main.mjs': ESM("import * as all from './m.mjs';", '[all.a, { ...all }, Object.keys(all)]'),
    'm.mjs': "export const a = 1;\nexport const b = 'x';\n",
  },
  're-exports': {
    'main.mjs': ESM(
      "import { a, renamed, inner, fallback } from './index.mjs';",
      '[a, renamed, inner.a, fallback]',
    ),
    'index.mjs':
      "export * from './m.mjs';\nexport { b as renamed, default as fallback } from './m.mjs';\nexport * as inner from './m.mjs';\n",
    'm.mjs': 'export const a = 1;\nexport const b = 2;\nexport default 3;\n',
  },
  'bindings that change': {
    'main.mjs': ESM(
      "import { count, grow } from './m.mjs';\nconst before = count;\ngrow();\ngrow();",
      '[before, count]',
    ),
    'm.mjs': 'export let count = 0;\nexport function grow() { count += 1; }\n',
  },
  'an object that its importer changes': {
    'main.mjs': ESM(
      "import { options } from './m.mjs';\nimport { seen } from './n.mjs';\noptions.b = 2;",
      '[options, seen()]',
    ),
    'm.mjs': 'export const options = { a: 1 };\n',
    'n.mjs': "import { options } from './m.mjs';\nexport const seen = () => Object.keys(options);\n",
  },
  'what a module computes from the environment': {
    'main.mjs': ESM("import { list } from './m.mjs';", 'list'),
    'm.mjs':
      "const list = (process.env.NO_SUCH_VARIABLE ?? 'a,b').split(',');\nif (process.env.NO_SUCH_VARIABLE === undefined) list.push('c');\nexport { list };\n",
  },
  'modules that import each other': {
    'main.mjs': ESM("import { a } from './a.mjs';", 'a()'),
    'a.mjs': "import { b } from './b.mjs';\nexport const one = 1;\nexport const a = () => b() + 1;\n",
    'b.mjs': "import { one } from './a.mjs';\nexport const b = () => one + 1;\n",
  },
  CommonJS: {
    'main.cjs': CJS(
      "const { a } = require('./m.cjs');\nconst m = require('./m.cjs');",
      '[a, m, m === require("./m.cjs")]',
    ),
    'm.cjs': 'exports.a = 1;\nexports.b = { c: 2 };\n',
  },
  'module.exports, replaced and added to': {
    'main.cjs': CJS("const f = require('./f.cjs');", '[f(1), f.extra, require("./o.cjs")]'),
    'f.cjs': 'function f(x) { return x + f.extra; }\nmodule.exports = f;\nmodule.exports.extra = 2;\n',
    'o.cjs': 'exports.lost = true;\nmodule.exports = { kept: [1] };\n',
  },
  'CommonJS modules that require each other': {
    'main.cjs': CJS("const a = require('./a.cjs');", '[a.own, a.ofB, a.later()]'),
    'a.cjs':
      "exports.own = 'a';\nconst b = require('./b.cjs');\nexports.ofB = b.seen;\nexports.later = () => b.own + b.seen;\n",
    'b.cjs': "const a = require('./a.cjs');\nexports.seen = a.own;\nexports.own = 'b';\n",
  },
  'CommonJS from an ES module': {
    'main.mjs': ESM("import whole, { a } from './m.cjs';", '[whole, a]'),
    'm.cjs': 'exports.a = 1;\nexports.b = 2;\n',
  },
  'import()': {
    'main.mjs': ESM("const { a, default: b } = await import('./m.mjs');", '[a, b]'),
    'm.mjs': 'export const a = 1;\nexport default 2;\n',
  },
};

describe('the interpreter gives what Node gives, where a program has several files:', () => {
  it.each(Object.entries(PROGRAMS))('%s', async (_name, files) => {
    const path = folderWith(files);
    const given = interpreted(path);
    expect(given).toBeTypeOf('string');
    expect(given).toBe(await executed(path));
  });
});

describe('what cannot be known of another file', () => {
  const value = (files: Files): string => String(JSON.stringify(interpreted(folderWith(files))));

  it('stays unknown, with a reason', () => {
    const main = "import { a } from './m.mjs';\na;\n";
    expect(value({ 'main.mjs': main })).toContain("'./m.mjs' is another module");
    expect(value({ 'main.mjs': main, 'm.mjs': 'export const a = (;' })).toContain(
      "'./m.mjs' is another module",
    );
    expect(value({ 'main.mjs': main, 'm.mjs': 'export const a = (() => { for (;;); })();' })).toContain(
      'too many steps',
    );
    // As compilers pass on what another module exports.
    const passedOn =
      "const m = require('./n.cjs');\nObject.keys(m).forEach((key) => {\n  Object.defineProperty(exports, key, { get: () => m[key] });\n});\n";
    expect(
      value({
        'main.cjs': "require('./m.cjs').a;\n",
        'm.cjs': passedOn,
        'n.cjs': 'exports.a = 1;\n',
      }),
    ).toContain('"provenance":"opaque"');
    expect(
      value({ 'main.mjs': main, 'm.mjs': 'export let a;\nexport const set = (given) => { a = given; };' }),
    ).toContain('"provenance":"opaque"');
  });
});
