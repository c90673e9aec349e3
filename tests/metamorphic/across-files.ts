import type { TSESTree } from '@typescript-eslint/utils';
import { parsedFile } from '../../src/hosts/parsed-file.js';
import type { ModuleReader } from '../../src/source/project.js';
import { staticText, walk } from '../../src/source/syntax.js';
import type { Fixture } from '../programs/fixture.js';
import { isFunction, type Node, type ParsedProgram } from './parsed-program.js';
import { rewritten } from './rewritten.js';

/** A program in two files. */
export interface SplitProgram {
  readonly main: Fixture;
  readonly moved: Fixture;
}

/** A way to move values of a program to another file. */
export interface Split {
  readonly name: string;
  readonly isMoved: (parsed: ParsedProgram, node: Node) => boolean;
}

const isObjectWith = (node: Node, isKey: (name: string) => boolean): node is TSESTree.ObjectExpression =>
  node.type === 'ObjectExpression' &&
  node.properties.some(
    (property) =>
      property.type === 'Property' &&
      !property.computed &&
      isKey(property.key.type === 'Identifier' ? property.key.name : String(staticText(property.key))),
  );

export const splits: readonly Split[] = [
  { name: 'its options', isMoved: (_parsed, node) => isObjectWith(node, (name) => name === 'origin') },
  {
    name: 'what holds its options',
    isMoved: (_parsed, node) => isObjectWith(node, (name) => name === 'cors'),
  },
  {
    name: 'its origin callback',
    isMoved: (parsed, node) => {
      const parent = parsed.parentOf(node);
      return isFunction(node) && parent?.type === 'Property' && parsed.textOf(parent.key) === 'origin';
    },
  },
  {
    name: 'its lists',
    isMoved: (_parsed, node) =>
      node.type === 'ArrayExpression' &&
      node.elements.length > 0 &&
      node.elements.every((entry) => /^https?:/.test(staticText(entry ?? undefined) ?? '')),
  },
];

/** A program with what a split moves in a file of its own, `./moved`; undefined where it moves nothing. */
export function split(fixture: Fixture, { isMoved }: Split): SplitProgram | undefined {
  const texts: string[] = [];
  const isCommonJs = !/^(?:import|export)\b/m.test(fixture.text);
  const extension = fixture.language;
  const program = rewritten(fixture, (parsed, edited) => {
    let covered = 0;
    for (const node of parsed.nodes) {
      if (node.range[0] < covered || !isMoved(parsed, node) || !isClosed(parsed, node)) continue;
      covered = node.range[1];
      const name = `moved${texts.length}`;
      texts.push(
        isCommonJs
          ? `exports.${name} = ${parsed.textOf(node)};\n`
          : `export const ${name} = ${parsed.textOf(node)};\n`,
      );
      edited.overwrite(...node.range, isCommonJs ? `require('./moved').${name}` : name);
      if (!isCommonJs) edited.append(`\nimport { ${name} } from './moved.${extension}';\n`);
    }
    return undefined;
  });
  if (!program) return undefined;
  return {
    main: { ...fixture, ...program },
    moved: { ...fixture, path: besideOf(fixture), text: texts.join('') },
  };
}

const besideOf = ({ path, language }: Fixture): string => path.replace(/[^/\\]*$/, `moved.${language}`);

/** Whether an expression uses nothing that the program declares outside of it. */
function isClosed(parsed: ParsedProgram, node: Node): boolean {
  let result = true;
  walk(node, (part) => {
    if (/^(?:ThisExpression|AwaitExpression|Super)$/.test(part.type)) result = false;
    const variable = part.type === 'Identifier' ? parsed.variableOf(part) : undefined;
    if (variable?.identifiers.some(({ range }) => range[0] < node.range[0] || node.range[1] < range[1]))
      result = false;
  });
  return result;
}

/** Reads the file beside the main one from memory. */
export const readerOf = ({ moved }: SplitProgram): ModuleReader => {
  const file = parsedFile(moved.path, moved.text);
  return (specifier) => (specifier.startsWith('./moved') ? file : undefined);
};
