import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './median.js';
import { runTime } from './run-time.js';

const ROUNDS = 30;
/** It takes a hundred times as long, so that its figure is steady after a few. */
const ROUNDS_TO_ONE_OF_SONARJS = 6;

/**
 * What it costs a Node process to load a plugin: each round runs every program once, and a plugin's cost is what its
 * program takes longer than the empty program of the round.
 *
 * @param {string} folder where to put the programs
 * @param {string} repository
 * @returns {string[][]} rows: the plugin, milliseconds, share of eslint-plugin-sonarjs
 */
export function measureImports(folder, repository) {
  const esm = path.join(repository, 'dist/index.js');
  const commonjs = path.join(repository, 'dist/index.cjs');
  const programs = {
    'empty.mjs': 'export {};\n',
    'import.mjs': `import ${JSON.stringify(pathToFileURL(esm).href)};\n`,
    'import-sonarjs.mjs': "import 'eslint-plugin-sonarjs';\n",
    'empty.cjs': 'module.exports = {};\n',
    'require.cjs': `require(${JSON.stringify(commonjs)});\n`,
    'require-sonarjs.cjs': "require('eslint-plugin-sonarjs');\n",
  };
  for (const [name, text] of Object.entries(programs)) writeFileSync(path.join(folder, name), text);

  /** @param {keyof typeof programs} name */
  const time = (name) => runTime(process.execPath, [name], { cwd: folder });
  /** @type {Record<'empty' | 'imported' | 'required' | 'importedSonarjs' | 'requiredSonarjs', number[]>} */
  const times = { empty: [], imported: [], required: [], importedSonarjs: [], requiredSonarjs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const empty = time('empty.mjs');
    times.empty.push(empty);
    times.imported.push(time('import.mjs') - empty);
    const emptyCommonjs = time('empty.cjs');
    times.required.push(time('require.cjs') - emptyCommonjs);
    if (round % ROUNDS_TO_ONE_OF_SONARJS !== 0) continue;
    times.importedSonarjs.push(time('import-sonarjs.mjs') - empty);
    times.requiredSonarjs.push(time('require-sonarjs.cjs') - emptyCommonjs);
  }

  /** @type {(name: string, own: keyof typeof times, other: keyof typeof times) => string[]} */
  const row = (name, own, other) => {
    const cost = median(times[own]);
    return [name, `${cost.toFixed(1)} ms`, `1/${Math.round(median(times[other]) / cost)}`];
  };
  return [
    row("import 'eslint-plugin-cors'", 'imported', 'importedSonarjs'),
    row("require('eslint-plugin-cors')", 'required', 'requiredSonarjs'),
    row("import 'eslint-plugin-sonarjs'", 'importedSonarjs', 'importedSonarjs'),
    row("require('eslint-plugin-sonarjs')", 'requiredSonarjs', 'requiredSonarjs'),
    ['the empty process itself', `${median(times.empty).toFixed(1)} ms`, ''],
  ];
}
