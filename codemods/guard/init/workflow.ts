import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shownPath } from '../shown-path.js';

/** A workflow of GitHub Actions. */
export interface Workflow {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What installs the packages of a repository, by the file that pins them. */
const INSTALLATIONS = [
  ['package-lock.json', 'npm ci'],
  ['pnpm-lock.yaml', 'corepack enable && pnpm install --frozen-lockfile'],
  ['yarn.lock', 'corepack enable && yarn install'],
] as const;

/** A workflow that checks the package in `folder` at each push and pull request. */
export function workflowFor(folder: string): Workflow {
  const root = repositoryOf(folder) ?? folder;
  const [, install = 'npm install'] =
    INSTALLATIONS.find(([lock]) => existsSync(join(root, lock)) || existsSync(join(folder, lock))) ?? [];
  const inside = shownPath(root, folder);
  const where = inside === '' ? '' : `    defaults:\n      run:\n        working-directory: '${inside}'\n`;
  return {
    path: join(root, '.github/workflows/cors.yml'),
    text: `name: CORS
on: [push, pull_request]
jobs:
  cors:
    runs-on: ubuntu-latest
${where}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${install}
      - run: npx cors-guard check --format github
`,
  };
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
