import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { guardText, NoEdit, type HeaderRemedy } from './header-remedy.js';
import { originAtCall } from './request-origin.js';
import type { ResponseCall } from './response-calls.js';
import { placeAround } from './statement-lines.js';

/** Guards `res.setHeader(name, value)`: a statement of its own, a link of a chain, or a part of an expression. */
export function editsOfNamedWrite(remedy: HeaderRemedy, call: ResponseCall): TextEdit[] {
  const { file } = remedy;
  const { node, response } = call;
  const [name, value] = node.arguments;
  const callee = unwrapped(node.callee);
  if (!name || !value || callee.type !== 'MemberExpression')
    throw new NoEdit('the header is written by a call of an unusual form');
  const origin = originAtCall(file, call);
  const guard = guardText(remedy, origin);
  const isOnResponse = unwrapped(callee.object) === response;
  const statement = isOnResponse ? statementOf(file, node) : undefined;
  if (statement) {
    remedy.lines.enclose(statement);
    return [
      insertAt(statement.range[0], `if (${guard}) `),
      ...methodEdits(call, callee.property),
      replaceNode(value, origin),
      ...semicolonEdits(file, statement),
    ];
  }
  const written = `${file.textOf(response)}.${settingMethod(call)}(${file.textOf(name)}, ${origin})`;
  const removed: TextEdit = { range: [callee.object.range[1], node.range[1]], text: '' };
  const place = placeAround(file, node);
  if (place && isWholeChain(file, node, place)) {
    remedy.lines.add(place, `if (${guard}) ${written};`);
    return [removed];
  }
  return [replaceNode(response, `(${guard} ? ${written} : ${file.textOf(response)})`), removed];
}

/** `append` would add a second value to one that is there. */
const settingMethod = ({ method }: ResponseCall): string =>
  method === 'append' || method === 'appendHeader' ? 'setHeader' : method;

function methodEdits(call: ResponseCall, property: Node): TextEdit[] {
  const method = settingMethod(call);
  if (method === call.method) return [];
  return [replaceNode(property, property.type === 'Identifier' ? method : `'${method}'`)];
}

/** Ends the statement on its own line: without semicolons, the `;` that ends it may open the next one. */
export function semicolonEdits(
  file: SourceFile,
  { expression, range }: TSESTree.ExpressionStatement,
): TextEdit[] {
  const end = file.text.slice(expression.range[1], range[1]);
  return end.trimStart().startsWith(';') && !/[\r\n]/.test(end) ? [] : [insertAt(expression.range[1], ';')];
}

/** The statement that a call is all of. */
function statementOf(file: SourceFile, call: Node): TSESTree.ExpressionStatement | undefined {
  const parent = file.parentOf(call);
  const whole = parent?.type === 'ChainExpression' ? file.parentOf(parent) : parent;
  return whole?.type === 'ExpressionStatement' ? whole : undefined;
}

/** Whether the chain around `call` is the whole value of the statement or arrow function at `place`. */
export function isWholeChain(file: SourceFile, call: Node, place: Node): boolean {
  let node = call;
  for (const parent of ancestorsOf(file, call)) {
    const isLink =
      (parent.type === 'MemberExpression' && parent.object === node) ||
      (parent.type === 'CallExpression' && parent.callee === node) ||
      parent.type === 'ChainExpression' ||
      parent.type === 'AwaitExpression';
    if (!isLink) {
      return (
        parent === place &&
        (parent.type === 'ExpressionStatement' ||
          parent.type === 'ReturnStatement' ||
          parent.type === 'ArrowFunctionExpression')
      );
    }
    node = parent;
  }
  return false;
}
