import type { TSESTree } from '@typescript-eslint/utils';
import type MagicString from 'magic-string';
import { nameInPlace } from './name-in-place.js';
import {
  contains,
  isFunction,
  moduleOf,
  requiredName,
  standsOnItsOwn,
  type FunctionNode,
  type Node,
  type ParsedProgram,
} from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

/** `cors(options)` becomes `cors(made())`. */
export const extractOptions: Transformation = {
  name: 'its options made by a function',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      for (const [index, { arguments: given }] of corsCalls(parsed).entries()) {
        const [argument] = given;
        if (!argument || argument.type === 'SpreadElement' || !standsOnItsOwn(parsed, argument)) continue;
        moveOut(parsed, edited, argument, `made${index}`);
      }
      return undefined;
    }),
};

/** `cors(options)` becomes `made()`. */
export const extractMiddleware: Transformation = {
  name: 'its middleware made by a function',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      for (const [index, call] of corsCalls(parsed).entries())
        if (standsOnItsOwn(parsed, call)) moveOut(parsed, edited, call, `made${index}`);
      return undefined;
    }),
};

/** `origin: (origin, callback) => …` becomes `origin: decide`. */
export const extractCallback: Transformation = {
  name: 'its origin callback declared as a function',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      const callbacks = parsed.nodes.filter(
        (node): node is TSESTree.Property & { value: FunctionNode } =>
          node.type === 'Property' &&
          parsed.textOf(node.key) === 'origin' &&
          isFunction(node.value) &&
          standsOnItsOwn(parsed, node.value),
      );
      for (const [index, property] of callbacks.entries()) {
        const params = property.value.params.map((param) => parsed.textOf(param)).join(', ');
        edited.append(
          `\n${declared(property.value, `decide${index}`, params, parsed.textOf(property.value.body))}`,
        );
        edited.overwrite(...property.range, `origin: decide${index}`);
      }
      return undefined;
    }),
};

/** The body of a handler moves into a function whose parameters have other names and stand in another order. */
export const extractHandler: Transformation = {
  name: 'the bodies of its handlers in functions with swapped parameters',
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      let covered = 0;
      let count = 0;
      for (const node of parsed.nodes) {
        if (!isFunction(node) || node.range[0] < covered || !isHandler(parsed, node)) continue;
        covered = node.range[1];
        const name = `moved${count}`;
        const swapped = node.params.map((param) => parsed.textOf(param).replace(/\??:[^]*$/, '')).reverse();
        const params = node.params
          .map((param, index) => parameterNamed(parsed, param, `given${index}`))
          .reverse();
        edited.append(`\n${declared(node, name, params.join(', '), bodyRenamed(parsed, node))}`);
        const call = `${name}(${swapped.join(', ')})`;
        edited.overwrite(
          ...node.body.range,
          node.body.type === 'BlockStatement' ? `{ return ${call}; }` : call,
        );
        count += 1;
      }
      return undefined;
    }),
};

const corsCalls = (parsed: ParsedProgram): TSESTree.CallExpression[] =>
  parsed.nodes.filter(
    (node): node is TSESTree.CallExpression =>
      node.type === 'CallExpression' &&
      (moduleOf(parsed, node.callee) === 'cors' || requiredName(parsed, node.callee) === 'cors'),
  );

function moveOut(parsed: ParsedProgram, edited: MagicString, node: Node, name: string): void {
  edited.append(`\nfunction ${name}() {\n  return ${parsed.textOf(node)};\n}\n`);
  edited.overwrite(...node.range, `${name}()`);
}

function declared(node: FunctionNode, name: string, params: string, body: string): string {
  const block = node.body.type === 'BlockStatement' ? body : `{\n  return ${body};\n}`;
  return `${node.async ? 'async ' : ''}function ${name}(${params}) ${block}\n`;
}

/** A function with a request and a response among its parameters, or anything that looks the same. */
function isHandler(parsed: ParsedProgram, node: FunctionNode): boolean {
  const parent = parsed.parentOf(node);
  const isOption = parent?.type === 'Property';
  return (
    !isOption &&
    !node.generator &&
    node.params.length >= 2 &&
    node.params.every(({ type }) => type === 'Identifier') &&
    standsOnItsOwn(parsed, node)
  );
}

function parameterNamed(parsed: ParsedProgram, param: Node, name: string): string {
  if (param.type !== 'Identifier' || !param.typeAnnotation) return name;
  return name + (param.optional ? '?' : '') + parsed.textOf(param.typeAnnotation);
}

/** The text of a function's body, with `given0`, `given1`… for its parameters. */
function bodyRenamed(parsed: ParsedProgram, node: FunctionNode): string {
  const places: { start: number; end: number; text: string }[] = [];
  node.params.forEach((param, index) => {
    const variable = parsed.variableOf(param);
    for (const { identifier } of variable?.references ?? []) {
      if (!contains(node.body, identifier.range)) continue;
      const { name } = variable ?? { name: '' };
      const [start] = identifier.range;
      const text = nameInPlace(parsed, identifier, name, `given${index}`);
      places.push({ start, end: start + name.length, text });
    }
  });
  places.sort((left, right) => right.start - left.start);
  let body = parsed.textOf(node.body);
  const [offset] = node.body.range;
  for (const { start, end, text } of places)
    body = body.slice(0, start - offset) + text + body.slice(end - offset);
  return body;
}
