import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './median.js';
import { runTime } from './run-time.js';

const ROUNDS = 15;

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
  const rounds = Array.from({ length: ROUNDS }, () => {
    const empty = time('empty.mjs');
    const imported = time('import.mjs') - empty;
    const importedSonarjs = time('import-sonarjs.mjs') - empty;
    const emptyCommonjs = time('empty.cjs');
    const required = time('require.cjs') - emptyCommonjs;
    const requiredSonarjs = time('require-sonarjs.cjs') - emptyCommonjs;
    return { imported, importedSonarjs, required, requiredSonarjs };
  });

  /** @param {keyof (typeof rounds)[number]} each */
  const cost = (each) => median(rounds.map((round) => round[each]));
  /** @type {(name: string, own: number, sonarjs: number) => string[]} */
  const row = (name, own, sonarjs) => [name, `${own.toFixed(1)} ms`, `1/${Math.round(sonarjs / own)}`];
  return [
    row("import 'eslint-plugin-cors'", cost('imported'), cost('importedSonarjs')),
    row("require('eslint-plugin-cors')", cost('required'), cost('requiredSonarjs')),
    ["import 'eslint-plugin-sonarjs'", `${cost('importedSonarjs').toFixed(1)} ms`, '1'],
    ["require('eslint-plugin-sonarjs')", `${cost('requiredSonarjs').toFixed(1)} ms`, '1'],
  ];
}
