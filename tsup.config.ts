import { defineConfig, type Options } from 'tsup';

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number];

const shared: Options = {
  outDir: 'dist',
  platform: 'node',
  target: 'node20.19',
  tsconfig: 'tsconfig.json',
  // Emptied by scripts/empty-dist.js: these configurations run at once and would clear each other's output.
  clean: false,
  sourcemap: false,
  minify: false,
  silent: true,
  // `import.meta.url` is empty in CommonJS output otherwise, and what is loaded on first use starts from there.
  shims: true,
  // Dependencies stay imports, by tsup's default; named once more because a bundled devDependency builds and breaks on import.
  external: ['eslint', 'jscodeshift', /^@typescript-eslint\//, 'oxc-parser', 'magic-string', 're2js'],
};

/** tsup hands these to its own TypeScript program: it still sets `baseUrl`, which TypeScript 6 calls deprecated. */
const declarations = { compilerOptions: { ignoreDeprecations: '6.0' } };

/**
 * Keeps the engine out of the plugin's own file. V8 takes 8 ms to compile it, and most runs of ESLint meet no file that
 * mentions CORS. Rules run synchronously, so it has to be required: `import()` would come too late.
 */
const engineOnUse: EsbuildPlugin = {
  name: 'engine on use',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/report\.js$/ }, () => ({ path: 'report', namespace: 'engine-on-use' }));
    onLoad({ filter: /^report$/, namespace: 'engine-on-use' }, () => ({
      contents: `
        let engine;
        export function report(...asked) {
          engine ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)('./engine.cjs');
          engine.report(...asked);
        }`,
    }));
  },
};

/** Each has a transform, which is an ES module, and an entry for jscodeshift. */
const CODEMODS = ['env-origins', 'fix-origin-callback', 'headers-to-allow-list', 'single-owner'];

export default defineConfig([
  {
    ...shared,
    name: 'engine',
    entry: { engine: 'src/hosts/report.ts' },
    format: ['cjs'],
  },
  {
    ...shared,
    name: 'plugin',
    entry: { index: 'src/index.ts' },
    format: ['esm', 'cjs'],
    esbuildPlugins: [engineOnUse],
    dts: declarations,
    // With both set, `require('eslint-plugin-cors')` is the plugin itself and not `{ default: plugin }`.
    cjsInterop: true,
    splitting: true,
  },
  {
    ...shared,
    name: 'command line and transform',
    entry: {
      'codemods/cors-guard': 'codemods/cors-guard.ts',
      'codemods/guard': 'codemods/guard.ts',
      ...Object.fromEntries(CODEMODS.map((name) => [`codemods/${name}-transform`, `codemods/${name}.ts`])),
      'codemods/transform-thread': 'codemods/jscodeshift/thread.ts',
    },
    format: ['esm'],
    dts: { ...declarations, entry: { 'codemods/guard': 'codemods/guard.ts' } },
    splitting: true,
  },
  {
    ...shared,
    name: 'jscodeshift entry',
    entry: Object.fromEntries(CODEMODS.map((name) => [`codemods/${name}`, `codemods/${name}.cts`])),
    format: ['cjs'],
    dts: declarations,
    // Here it only makes the declaration say `export =`, which is what the source says.
    cjsInterop: true,
    // Each looks for its transform beside itself.
    splitting: false,
  },
]);
