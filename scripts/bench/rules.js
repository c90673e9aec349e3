import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** @typedef {import('eslint').ESLint.LintResult} LintResult */

/**
 * The time our rules and `sonarjs/cors` take, by `eslint --stats`, in one run that holds both beside the recommended rules of
 * ESLint and typescript-eslint.
 *
 * @param {string} tree
 * @param {string} repository
 * @returns {Promise<string[][]>} rows: the rules, milliseconds, share of parsing and all rules, share of all rules
 */
export async function measureRules(tree, repository) {
  await writeFile(path.join(tree, 'eslint.config.js'), configuration(repository));
  const times = timesIn(await lint(tree, repository));
  /** @type {(name: string, time: number) => string[]} */
  const row = (name, time) => [
    name,
    `${time.toFixed(0)} ms`,
    percentage(time / times.run),
    percentage(time / times.rules),
  ];
  return [
    row('cors/* (recommended)', times.ours),
    row('sonarjs/cors', times.sonarjs),
    ['parsing and all rules', `${times.run.toFixed(0)} ms`, '100 %', ''],
  ];
}

/**
 * @param {string} repository
 */
const configuration = (repository) => `import eslint from '@eslint/js';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';
import cors from ${JSON.stringify(path.join(repository, 'dist/index.js'))};

export default [
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  cors.configs.recommended,
  { plugins: { sonarjs }, rules: { 'sonarjs/cors': 'error' } },
];
`;

/**
 * @param {string} tree
 * @param {string} repository
 * @returns {Promise<LintResult[]>}
 */
async function lint(tree, repository) {
  const eslint = path.join(repository, 'node_modules/eslint/bin/eslint.js');
  const argv = [eslint, '--stats', '--format', 'json', '.'];
  /** @type {{ code?: number | string, stdout: string, stderr: string }} */
  const ending = await promisify(execFile)(process.execPath, argv, { cwd: tree, maxBuffer: 2 ** 30 }).catch(
    (/** @type {{ code: number | string, stdout: string, stderr: string }} */ failure) => failure,
  );
  // Status 1: there are findings.
  if (ending.code !== undefined && ending.code !== 1) throw new Error(`ESLint failed: ${ending.stderr}`);
  return JSON.parse(ending.stdout);
}

/**
 * @param {readonly LintResult[]} results
 */
function timesIn(results) {
  const times = { ours: 0, sonarjs: 0, rules: 0, run: 0 };
  for (const { filePath, stats, messages } of results) {
    if (!stats) throw new Error(`ESLint gave no times for ${filePath}.`);
    const fatal = messages.find((message) => message.fatal);
    if (fatal) throw new Error(`${filePath} does not parse: ${fatal.message}`);
    for (const { parse = { total: 0 }, rules = {} } of stats.times.passes) {
      times.run += parse.total;
      for (const [name, { total }] of Object.entries(rules)) {
        times.run += total;
        times.rules += total;
        if (name.startsWith('cors/')) times.ours += total;
        if (name === 'sonarjs/cors') times.sonarjs += total;
      }
    }
  }
  return times;
}

/**
 * @param {number} share
 */
const percentage = (share) => `${(share * 100).toFixed(2)} %`;
