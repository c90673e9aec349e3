import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fixture } from '../programs/fixture.js';
import { root } from '../repository/root.js';
import type { Files } from './differing-files.js';
import { projectWith, type Project } from './project.js';

/** Where the transforms stand in a project that do together what `eslint --fix` does. */
export const TRANSFORMS = ['env-origins', 'fix-origin-callback', 'headers-to-allow-list'].map(
  (name) => `node_modules/eslint-plugin-cors/dist/codemods/${name}.cjs`,
);
/** jscodeshift leaves `.cjs`, `.mjs` and TypeScript out unless it is told. */
export const EXTENSIONS = '--extensions=js,cjs,mjs,jsx,ts,cts,mts,tsx';

const example = path.join(root, 'docs/examples/ai-scaffold');

/** The example of the documentation, in `src`, and again with CRLF and with a byte order mark. */
export const exampleFiles = (): Files =>
  Object.fromEntries(
    readdirSync(example, { recursive: true, withFileTypes: true })
      // Which is no source: cors-guard alone adds the variable to it.
      .filter((entry) => entry.isFile() && entry.name !== '.env.example')
      .map((entry) => path.join(entry.parentPath, entry.name))
      .flatMap((file) => {
        const name = path.relative(example, file).split(path.sep).join('/');
        const text = readFileSync(file, 'utf8');
        return [
          [`src/${name}`, text],
          [`src/crlf/${name}`, text.replaceAll('\n', '\r\n')],
          [`src/bom/${name}`, `\uFEFF${text}`],
        ];
      }),
  );

/** Programs of tests/fixtures, in `src`. */
export const filesOf = (programs: readonly Fixture[]): Files =>
  Object.fromEntries(programs.map(({ name, text }) => [`src/${name}`, text]));

/** A project that holds `files`, is configured as the documentation says, and has what a migration needs. */
export const projectToMigrate = (tarball: string, files: Files): Promise<Project> =>
  projectWith(
    tarball,
    {
      ...files,
      'eslint.config.mjs': `import parser from '@typescript-eslint/parser';
import cors from 'eslint-plugin-cors';

export default [
  cors.configs.recommended,
  { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
];
`,
    },
    ['@typescript-eslint/parser', 'jscodeshift'],
  );
