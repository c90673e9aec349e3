import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** How a program is written: the extension its file would have. */
export type Language = 'cjs' | 'mjs' | 'js' | 'ts' | 'mts' | 'cts' | 'tsx';

export interface ProgramFolder {
  readonly path: string;
  /** Runs the program and gives what it exports: the default export, or `module.exports`. Rejects if the program throws. */
  load(): Promise<unknown>;
  remove(): void;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const requireHere = createRequire(import.meta.url);

/**
 * Writes a program and its companion files to a folder of its own, from which the repository's packages resolve.
 *
 * `.cjs` and `.cts` are CommonJS, `.mjs` and `.mts` modules; `.js`, `.ts` and `.tsx` follow the `type` of a
 * `package.json` among `files`, and without one the syntax of the program: any `import` or `export` makes a module, but
 * not `import x = require()` and `export =`. TypeScript is transpiled, not checked; imports keep their spelling, so they
 * name the `.js` file as NodeNext wants it.
 */
export async function writeProgram(
  text: string,
  language: Language,
  files: Readonly<Record<string, string>> = {},
): Promise<ProgramFolder> {
  // Synchronous throughout: an answer that the thread pool lost held up a whole run.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'cors-program-')));
  const type = declaredType(files['package.json']) ?? (isModule(text, language) ? 'module' : 'commonjs');
  const program = `program.${language}`;

  symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  const contents = { 'package.json': JSON.stringify({ type }), ...files, [program]: text };
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(folder, compiledName(name));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, isTypeScript(name) ? await transpile(content, name, type) : content);
  }
  // Test files are rewritten by vitest, `import()` included; a file of our own keeps Node's.
  const entry = path.join(folder, 'load-program.cjs');
  writeFileSync(entry, `module.exports = () => import('./${compiledName(program)}');\n`);

  return {
    path: folder,
    async load() {
      const required = createRequire(entry);
      const file = compiledName(program);
      if (!(file.endsWith('.cjs') || (file.endsWith('.js') && type === 'commonjs'))) {
        return defaultOf(await (required(entry) as () => Promise<unknown>)());
      }
      return defaultOf(required(`./${file}`));
    },
    remove() {
      for (const file of Object.keys(requireHere.cache)) {
        if (file.startsWith(folder + path.sep)) Reflect.deleteProperty(requireHere.cache, file);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isModule(text: string, language: Language): boolean {
  if (language === 'mjs' || language === 'mts') return true;
  if (language === 'cjs' || language === 'cts') return false;
  const { program, module } = parseSync(`program.${language}`, text);
  const legacy = program.body.some(
    (node) => node.type === 'TSExportAssignment' || node.type === 'TSImportEqualsDeclaration',
  );
  return module.hasModuleSyntax && !legacy;
}

function declaredType(manifest: string | undefined): 'module' | 'commonjs' | undefined {
  if (manifest === undefined) return undefined;
  const { type } = JSON.parse(manifest) as { type?: unknown };
  return type === 'module' ? 'module' : 'commonjs';
}

function isTypeScript(name: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(name) && !/\.d\.[cm]?ts$/.test(name);
}

function compiledName(name: string): string {
  return isTypeScript(name) ? name.replace(/\.([cm]?)tsx?$/, '.$1js') : name;
}

const transpiled = new Map<string, string>();

/** Once for each text: programs are booted in many environments. */
async function transpile(text: string, name: string, type: 'module' | 'commonjs'): Promise<string> {
  const key = `${type} ${name} ${text}`;
  const output = transpiled.get(key) ?? (await compiled(text, name, type));
  transpiled.set(key, output);
  return output;
}

async function compiled(text: string, name: string, type: 'module' | 'commonjs'): Promise<string> {
  const { default: typescript } = await import('typescript');
  const { ModuleKind, ScriptTarget, JsxEmit } = typescript;
  const asModule = name.endsWith('.mts') || (type === 'module' && !name.endsWith('.cts'));
  return typescript.transpileModule(text, {
    fileName: name,
    compilerOptions: {
      module: asModule ? ModuleKind.ESNext : ModuleKind.CommonJS,
      target: ScriptTarget.ES2022,
      jsx: JsxEmit.ReactJSX,
      esModuleInterop: true,
      experimentalDecorators: true,
    },
  }).outputText;
}

/** `module.exports`, `export default`, and the `exports.default` of a compiled module (which `import()` wraps once more). */
function defaultOf(exported: unknown): unknown {
  return unwrapped(unwrapped(exported));
}

function unwrapped(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : value;
}
