import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { globbySync } from 'globby';
import { parseSync } from 'oxc-parser';

/**
 * A sample of the source for mutation testing, as Stryker's `mutate` takes it: `file:first line-last line`.
 *
 * Stryker mutates whole files or ranges of lines and draws no sample itself. Here the units are top-level declarations,
 * members of classes and properties of top-level objects: large enough to hold mutants of every kind, blocks included, and
 * small enough for many to be drawn. A unit is drawn when the hash of seed, file and text falls below the share, so that a
 * change elsewhere draws no others.
 *
 * @param {readonly string[]} patterns which files to draw from
 * @param {number} share of the units to draw, from 0 to 1
 * @param {string} seed another one draws other units
 * @returns {string[]}
 */
export function mutationSample(patterns, share, seed) {
  return globbySync([...patterns])
    .sort()
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const lineOf = (/** @type {number} */ offset) => text.slice(0, offset).split('\n').length;
      return unitsOf(file, text)
        .filter(({ start, end }) => positionOf(`${seed}\0${file}\0${text.slice(start, end)}`) < share)
        .map(({ start, end }) => `${file}:${lineOf(start)}-${lineOf(end)}`);
    });
}

/** @typedef {{ start: number, end: number }} Unit */

/**
 * @param {string} file
 * @param {string} text
 * @returns {Unit[]}
 */
function unitsOf(file, text) {
  /** @type {Unit[]} */
  const units = [];
  for (const statement of parseSync(file, text).program.body) {
    if (statement.type === 'ImportDeclaration') continue;
    const declaration =
      statement.type === 'ExportNamedDeclaration' && statement.declaration
        ? statement.declaration
        : statement;
    const value = declaration.type === 'VariableDeclaration' ? declaration.declarations[0]?.init : undefined;
    if (declaration.type === 'ClassDeclaration') units.push(...declaration.body.body);
    else if (value?.type === 'ObjectExpression') units.push(...value.properties);
    else units.push(declaration);
  }
  return units;
}

/**
 * Where a text stands among all texts, evenly between 0 and 1.
 *
 * @param {string} text
 */
function positionOf(text) {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
