import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { indentationAt, insertAt, lineBreakNear, replaceNode, type TextEdit } from '../source/edits.js';
import { importedModules } from '../source/modules.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  staticText,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';
import type { AllowList } from './middleware.js';
import { parameterOf, parameterRole } from './parameter-roles.js';

/** Thrown inside this file when a write has a form for which no edit is safe. */
class NoEdit {
  constructor(readonly reason: string) {}
}

/** What the edits of one handler share. */
interface Handler {
  readonly file: SourceFile;
  readonly response: string;
  /** The expression for the request's Origin header. */
  readonly origin: string;
  /** The expression that is true for an allowed origin, and false without one. */
  readonly guard: string;
  /** The statement that adds Origin to Vary; undefined where the handler does so already. */
  readonly vary: string | undefined;
}

/**
 * Edits that guard every open write of Access-Control-Allow-Origin with the allow-list, echo the origin inside the
 * guard, and add `Vary: Origin` in any case. A text says why there are none.
 *
 * @param calls all header writes of the handler.
 * @param witnessed the writes the witness went through; writes of the same value elsewhere in the handler go with them.
 */
export function guardedWrite(
  file: SourceFile,
  calls: readonly TSESTree.CallExpression[],
  witnessed: readonly Node[],
  allowed: AllowList,
): TextEdit[] | string {
  const open = calls.filter((call) => witnessed.includes(call));
  const first = open[0];
  if (!first) return 'the header is written by code that is not in this file';
  const values = new Set(open.map((call) => originValueText(file, call)));
  const writes = calls.filter(
    (call) => open.includes(call) || values.has(originValueText(file, call) ?? '\0'),
  );
  try {
    const handler = handlerOf(file, first, calls, allowed);
    const edits = writes.flatMap((call) => editsOfWrite(handler, call));
    return mergedEdits(edits);
  } catch (error) {
    if (error instanceof NoEdit) return error.reason;
    throw error;
  }
}

function handlerOf(
  file: SourceFile,
  write: TSESTree.CallExpression,
  calls: readonly TSESTree.CallExpression[],
  allowed: AllowList,
): Handler {
  const receiver = receiverOf(write);
  const response = parameterOf(file, receiver);
  if (!response) throw new NoEdit('the response is no parameter of the function that writes the header');
  const responseText = file.textOf(receiver);
  const origin = originText(file, response.owner, response.index, responseText);
  return {
    file,
    response: responseText,
    origin,
    guard: `${origin} && ${allowed.text}.includes(${origin})`,
    vary: calls.some((call) => addsVaryOrigin(call)) ? undefined : varyStatement(file, responseText, calls),
  };
}

/** The object at the start of a chain of calls: `res` in `res.status(204).set(…)`. */
export function receiverOf(call: TSESTree.CallExpression): Node {
  let node: Node = call;
  while (node.type === 'CallExpression' && node.callee.type === 'MemberExpression')
    node = unwrapped(node.callee.object);
  return node;
}

/** `req.headers.origin`, however the handler names its request; the response's own link to it where it has none. */
function originText(file: SourceFile, owner: FunctionNode, responseIndex: number, response: string): string {
  const isRequest = (index: number): boolean => parameterRole(file, owner, index) === 'request';
  // A request that the handler does not use stands right before the response.
  const request = owner.params.find((_param, index) => isRequest(index)) ?? owner.params[responseIndex - 1];
  if (request?.type === 'Identifier') return `${request.name}.headers.origin`;
  const headers =
    request?.type === 'ObjectPattern' &&
    request.properties.find((property) => property.type === 'Property' && keyName(property) === 'headers');
  if (headers && headers.type === 'Property' && headers.value.type === 'Identifier')
    return `${headers.value.name}.origin`;
  return `${response}.req.headers.origin`;
}

function addsVaryOrigin(call: TSESTree.CallExpression): boolean {
  const method = methodOf(call);
  const [first, second] = call.arguments.map((argument) => staticText(argument)?.toLowerCase());
  if (method === 'vary') return first?.split(/\s*,\s*/).includes('origin') ?? false;
  return first === 'vary' && (second?.split(/\s*,\s*/).includes('origin') ?? false);
}

/** Express has `res.vary`; `appendHeader` is `node:http`'s (since 18.3) and works on every response built on it. */
function varyStatement(
  file: SourceFile,
  response: string,
  calls: readonly TSESTree.CallExpression[],
): string {
  const isExpress =
    importedModules(file).has('express') ||
    calls.some((call) => ['set', 'header', 'append', 'vary'].includes(methodOf(call) ?? ''));
  return isExpress ? `${response}.vary('Origin')` : `${response}.appendHeader('Vary', 'Origin')`;
}

const methodOf = (call: TSESTree.CallExpression): string | undefined =>
  call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;

const isAllowOrigin = (text: string | undefined): boolean =>
  text?.toLowerCase() === 'access-control-allow-origin';

/** The source of the value a call gives the header, where it spells the header's name. */
function originValueText(file: SourceFile, call: TSESTree.CallExpression): string | undefined {
  const [name, value] = call.arguments;
  if (isAllowOrigin(staticText(name)) && value) return file.textOf(value);
  for (const argument of call.arguments) {
    const headers = headersLiteral(file, argument);
    const property = headers?.type === 'ObjectExpression' ? originProperty(headers) : undefined;
    if (property) return file.textOf(property.value);
    const element = headers?.type === 'ArrayExpression' ? originElement(headers) : undefined;
    if (element) return file.textOf(element.value);
  }
  return undefined;
}

function editsOfWrite(handler: Handler, call: TSESTree.CallExpression): TextEdit[] {
  const [name, value] = call.arguments;
  if (isAllowOrigin(staticText(name)) && value && name)
    return editsOfNamedWrite(handler, call, handler.file.textOf(name));
  for (const argument of call.arguments) {
    const headers = headersLiteral(handler.file, argument);
    if (headers?.type === 'ObjectExpression' && originProperty(headers))
      return [...editsInObject(handler, headers, call), ...hoisted(handler, call, [])];
    if (headers?.type === 'ArrayExpression' && originElement(headers))
      return [...editsInArray(handler, headers), ...hoisted(handler, call, [])];
  }
  throw new NoEdit(
    'the header is written under a computed name, or from headers that are built elsewhere: make them a function of the request',
  );
}

/** `res.setHeader(name, value)`, alone or as a link of a chain. */
function editsOfNamedWrite(handler: Handler, call: TSESTree.CallExpression, name: string): TextEdit[] {
  const parent = handler.file.parentOf(call);
  const method = methodOf(call) ?? 'setHeader';
  const write = method === 'append' || method === 'appendHeader' ? 'setHeader' : method;
  const guarded = `if (${handler.guard}) ${handler.response}.${write}(${name}, ${handler.origin});`;
  const isWholeStatement =
    parent?.type === 'ExpressionStatement' &&
    call.callee.type === 'MemberExpression' &&
    unwrapped(call.callee.object).type === 'Identifier';
  if (isWholeStatement) return [replaceStatement(handler, parent, [...varyLines(handler), guarded])];
  if (topOfChain(handler.file, call))
    return [...hoisted(handler, call, [guarded]), removeLink(handler, call)];
  if (call.callee.type !== 'MemberExpression' || unwrapped(call.callee.object).type !== 'Identifier') {
    throw new NoEdit('the header is written in the middle of an expression');
  }
  const receiver = handler.vary ?? handler.response;
  return [
    replaceNode(call, `(${handler.guard} ? ${receiver}.${write}(${name}, ${handler.origin}) : ${receiver})`),
  ];
}

const varyLines = (handler: Handler): string[] => (handler.vary === undefined ? [] : [`${handler.vary};`]);

/** The statement or arrow body whose value the chain around `call` is, if the chain is all of it. */
function topOfChain(source: SourceFile, call: Node): Node | undefined {
  let node = call;
  for (const parent of ancestorsOf(source, call)) {
    const isLink =
      (parent.type === 'MemberExpression' && parent.object === node) ||
      (parent.type === 'CallExpression' && parent.callee === node) ||
      parent.type === 'ChainExpression' ||
      parent.type === 'AwaitExpression';
    if (!isLink) {
      if (parent.type === 'ExpressionStatement' || parent.type === 'ReturnStatement') return parent;
      return parent.type === 'ArrowFunctionExpression' && parent.body === node ? parent : undefined;
    }
    node = parent;
  }
  return undefined;
}

/** Takes `.set(name, value)` out of a chain. */
function removeLink(handler: Handler, call: TSESTree.CallExpression): TextEdit {
  if (call.callee.type !== 'MemberExpression')
    throw new NoEdit('the header is written in the middle of an expression');
  return { range: [call.callee.object.range[1], call.range[1]], text: '' };
}

/** Puts the Vary statement and `lines` before the statement that `call` belongs to. */
function hoisted(handler: Handler, call: TSESTree.CallExpression, lines: readonly string[]): TextEdit[] {
  const all = [...varyLines(handler), ...lines];
  if (all.length === 0) return [];
  const top = topOfChain(handler.file, call);
  if (!top) throw new NoEdit('the header is written in the middle of an expression');
  if (top.type === 'ArrowFunctionExpression') return blockBody(handler, top, all);
  const source = handler.file.text;
  if (standsAlone(handler.file, top)) {
    const glue = glueBefore(source, top);
    return [insertAt(top.range[0], all.map((line) => line + glue).join(''))];
  }
  return [insertAt(top.range[0], `{ ${all.join(' ')} `), insertAt(top.range[1], ' }')];
}

/** `(req, res) => res.set(…).json(…)` becomes a function with a block body. */
function blockBody(
  handler: Handler,
  arrow: TSESTree.ArrowFunctionExpression,
  lines: readonly string[],
): TextEdit[] {
  if (/\(\s*$/.test(handler.file.text.slice(0, arrow.body.range[0])))
    throw new NoEdit('the header is written in a parenthesised function body');
  return [
    insertAt(arrow.body.range[0], `{ ${lines.join(' ')} return `),
    insertAt(arrow.body.range[1], '; }'),
  ];
}

/** Whether a statement may have further statements beside it. */
function standsAlone(source: SourceFile, statement: Node): boolean {
  const parent = source.parentOf(statement);
  return parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'SwitchCase';
}

/** What separates a new statement from the one at `statement`: its line break and indentation, if it opens its line. */
function glueBefore(source: string, statement: Node): string {
  const [start] = statement.range;
  const indentation = indentationAt(source, start);
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  return start - lineStart === indentation.length ? lineBreakNear(source, start) + indentation : ' ';
}

function replaceStatement(handler: Handler, statement: Node, lines: readonly string[]): TextEdit {
  const source = handler.file.text;
  if (!standsAlone(handler.file, statement)) return replaceNode(statement, `{ ${lines.join(' ')} }`);
  const glue = glueBefore(source, statement);
  return replaceNode(statement, lines.join(glue));
}

/** The headers literal an argument is, or names within the function that writes it. */
function headersLiteral(
  source: SourceFile,
  argument: Node,
): TSESTree.ObjectExpression | TSESTree.ArrayExpression | undefined {
  const node = unwrapped(argument);
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return node;
  if (node.type !== 'Identifier') return undefined;
  const definition = source.variableOf(node)?.defs[0];
  if (definition?.type !== 'Variable' || !definition.node.init) return undefined;
  const init = unwrapped(definition.node.init);
  const isLocal =
    nearestFunction(source, init) !== undefined &&
    nearestFunction(source, init) === nearestFunction(source, node);
  return isLocal && (init.type === 'ObjectExpression' || init.type === 'ArrayExpression') ? init : undefined;
}

function nearestFunction(source: SourceFile, node: Node): FunctionNode | undefined {
  for (const parent of ancestorsOf(source, node)) if (isFunctionNode(parent)) return parent;
  return undefined;
}

function originProperty(headers: TSESTree.ObjectExpression): TSESTree.Property | undefined {
  return headers.properties.find(
    (property): property is TSESTree.Property =>
      property.type === 'Property' && isAllowOrigin(keyName(property)),
  );
}

function originElement(headers: TSESTree.ArrayExpression): { name: Node; value: Node } | undefined {
  const index = headers.elements.findIndex(
    (element) => element !== null && isAllowOrigin(staticText(element)),
  );
  const [name, value] = [headers.elements[index], headers.elements[index + 1]];
  return name && value ? { name, value } : undefined;
}

function editsInObject(
  handler: Handler,
  headers: TSESTree.ObjectExpression,
  call: TSESTree.CallExpression,
): TextEdit[] {
  const property = originProperty(headers);
  if (!property) return [];
  const key = handler.file.textOf(property.key);
  const edits = [replaceNode(property, `...(${handler.guard} ? { ${key}: ${handler.origin} } : {})`)];
  const vary = headers.properties.find(
    (candidate): candidate is TSESTree.Property =>
      candidate.type === 'Property' && keyName(candidate)?.toLowerCase() === 'vary',
  );
  const fields = vary && staticText(vary.value);
  // A Vary in the same object replaces the one set before it.
  if (vary && fields !== undefined && !/\borigin\b/i.test(fields))
    edits.push(replaceNode(vary.value, `'${fields}, Origin'`));
  if (vary && fields === undefined)
    throw new NoEdit(`Vary is computed in the same headers: add Origin to it (${methodOf(call) ?? 'call'})`);
  return edits;
}

function editsInArray(handler: Handler, headers: TSESTree.ArrayExpression): TextEdit[] {
  const element = originElement(headers);
  if (!element) return [];
  const text = `...(${handler.guard} ? [${handler.file.textOf(element.name)}, ${handler.origin}] : [])`;
  return [{ range: [element.name.range[0], element.value.range[1]], text }];
}

/** The same insertion wanted by two writes of one statement is made once. */
function mergedEdits(edits: readonly TextEdit[]): TextEdit[] {
  const unique = new Map(edits.map((edit) => [`${edit.range.join('-')} ${edit.text}`, edit]));
  return [...unique.values()].sort(
    (left, right) => left.range[0] - right.range[0] || left.range[1] - right.range[1],
  );
}
