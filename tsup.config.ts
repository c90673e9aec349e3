import { defineConfig, type Options } from 'tsup';

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

export default defineConfig([
  {
    ...shared,
    name: 'plugin',
    entry: { index: 'src/index.ts' },
    format: ['esm', 'cjs'],
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
      'codemods/env-origins-transform': 'codemods/env-origins.ts',
      'codemods/transform-thread': 'codemods/jscodeshift/thread.ts',
    },
    format: ['esm'],
    splitting: true,
  },
  {
    ...shared,
    name: 'jscodeshift entry',
    entry: { 'codemods/env-origins': 'codemods/env-origins.cts' },
    format: ['cjs'],
    dts: declarations,
    // Here it only makes the declaration say `export =`, which is what the source says.
    cjsInterop: true,
    splitting: true,
  },
]);
