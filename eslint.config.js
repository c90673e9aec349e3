import eslint from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const repository = import.meta.dirname;

/**
 * The layers of src/, lowest first. A file imports from lower layers only; layers that share a line do not know
 * each other. Above them stand rules/, then src/index.ts, then codemods/. CONTRIBUTING.md says what each is for.
 */
const layers = [['source'], ['policy', 'interpret'], ['middleware'], ['analysis'], ['remedies'], ['hosts']];

const aboveEveryLayer = ['./rules', './src/index.ts', './codemods', './tests', './scripts'];

const zonesOfLayers = layers.flatMap((group, level) =>
  group.map((layer) => ({
    target: `./src/${layer}`,
    from: [...group.filter((neighbour) => neighbour !== layer), ...layers.slice(level + 1).flat()]
      .map((other) => `./src/${other}`)
      .concat(aboveEveryLayer),
    message: `Imports point downward: ${layers.map((names) => names.join(' and ')).join(' < ')} < rules < codemods.`,
  })),
);

const zones = [
  ...zonesOfLayers,
  {
    target: './rules',
    from: ['./rules', './src/index.ts', './codemods', './tests', './scripts'],
    message:
      'A rule knows the layers of src/ and no other rule: what two rules share is a fact of the engine.',
  },
  {
    target: './src/index.ts',
    from: ['./codemods', './tests', './scripts'],
    message: 'The plugin knows its rules and hosts; the codemods know the plugin.',
  },
  { target: './codemods', from: ['./tests', './scripts'], message: 'What ships knows nothing of its tests.' },
];

/** Packages whose API only src/hosts and codemods may know. */
const hostPackages = {
  regex: '^(eslint|jscodeshift|@typescript-eslint/rule-tester)(/|$)',
  message: 'Only src/hosts and codemods know the API of ESLint and jscodeshift.',
};

/** A value import costs 220 ms at start-up, and bundled into the ESM output it crashes on import. */
const typesOnly = {
  regex: '^@typescript-eslint/(utils|types)(/|$)',
  allowTypeImports: true,
  message: 'Import types only: a value import slows every start and breaks the published ESM build.',
};

/** What would run linted code, or anything else, from inside a linter. */
const runsCode = {
  regex: '^(node:)?(vm|child_process|worker_threads|inspector|repl)(/|$)',
  message: 'Linted code is never run: the engine interprets it.',
};

export default defineConfig(
  {
    name: 'ignored',
    ignores: ['dist/', 'coverage/', '**/fixtures/', 'tests/codemods/*/', 'docs/examples/', '.stryker-tmp/'],
  },
  {
    name: 'no exceptions in comments',
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    name: 'javascript and typescript',
    files: ['**/*.{js,ts,cts,mts}'],
    extends: [eslint.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: repository },
    },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      // TypeScript checks the JavaScript files too, and knows what Node defines.
      'no-undef': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Node types are compared with their names: `node.type === 'CallExpression'`.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
    },
  },
  {
    name: 'imports point downward',
    files: ['src/**/*.ts', 'rules/**/*.ts', 'codemods/**/*.{ts,cts}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.js', '.json', '.node'],
          extensionAlias: { '.js': ['.ts', '.js'], '.cjs': ['.cts', '.cjs'], '.mjs': ['.mts', '.mjs'] },
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: repository, zones }],
      'import-x/no-self-import': 'error',
      'import-x/no-extraneous-dependencies': [
        'error',
        { packageDir: repository, devDependencies: false, peerDependencies: true },
      ],
    },
  },
  {
    name: 'the engine and the rules know no host',
    files: ['src/**/*.ts', 'rules/**/*.ts'],
    ignores: ['src/hosts/**', 'src/index.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [hostPackages, typesOnly, runsCode] },
      ],
    },
  },
  {
    name: 'the plugin object is typed as what ESLint takes',
    files: ['src/index.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ ...hostPackages, allowTypeImports: true }, typesOnly, runsCode] },
      ],
    },
  },
  {
    name: 'hosts know ESLint and jscodeshift',
    files: ['src/hosts/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [typesOnly, runsCode] }] },
  },
  {
    name: 'the command line',
    files: ['codemods/**/*.{ts,cts}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [typesOnly] }],
      'no-console': 'off',
    },
  },
  {
    name: 'what jscodeshift requires',
    files: ['codemods/**/*.cts'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    name: 'linted expressions meet no backtracking engine',
    files: ['src/interpret/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
          message:
            'A pattern made at run time may come from linted code: evaluate it with the linear-time engine.',
        },
      ],
    },
  },
  {
    name: 'the interpreter does what the interpreted program says',
    files: ['src/interpret/**/*.ts'],
    rules: {
      // `==` and `+` on objects are JavaScript, and so are part of what is interpreted.
      eqeqeq: 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    name: 'an interpreted program ends by a signal',
    files: ['src/interpret/**/*.ts', 'src/middleware/**/*.ts', 'src/analysis/**/*.ts'],
    rules: {
      // Thrown to leave the model from any depth, thousands of times a run: no error, and no stack to collect.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    name: 'rules as eslint-plugin-eslint-plugin sees them',
    files: ['rules/**/*.ts'],
    extends: [eslintPlugin.configs.all],
    rules: {
      // The package has no public address that a rule could link to.
      'eslint-plugin/require-meta-docs-url': 'off',
      // The rules listen to `Program` of a JavaScript tree and are silent elsewhere; with `languages`, ESLint 10 stops the
      // whole run where a configuration without `files` meets JSON.
      'eslint-plugin/require-meta-languages': 'off',
      // Whether a remedy is a fix or a suggestion is decided by settings.cors.fix in src/hosts, not in the rule's text.
      'eslint-plugin/require-meta-has-suggestions': 'off',
    },
  },
  {
    name: 'rule tests as eslint-plugin-eslint-plugin sees them',
    files: ['tests/rules/**/*.ts'],
    extends: [eslintPlugin.configs['tests-recommended']],
  },
  {
    name: 'tests and scripts',
    files: ['tests/**/*.ts', 'scripts/**/*.{js,ts}', '*.config.{js,ts}'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
