import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { staticText, unwrapped, type Node } from '../../source/syntax.js';
import { isSerializedOrigin } from '../../policy/origins.js';
import { variableNaming } from '../../source/variable-naming.js';
import { NoEdit } from '../headers/header-remedy.js';
import { spelledText } from '../headers/header-entries.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { isWholeChain, semicolonEdits } from '../headers/named-write-edits.js';
import { placeAround, StatementLines } from '../headers/statement-lines.js';
import { namesOrigin, varyPlace } from '../headers/vary-edits.js';
import type { AllowList } from '../middleware.js';
import { functionsAround, type EntryPoint } from './entry-points.js';
import { exportedNames } from './exported-functions.js';
import { startOfChain, writerIn, writersBelow, type HeaderWriter } from './header-writers.js';
import { varyAssignment } from './vary-assignment.js';
import { isListed, varyBeside } from './vary-beside.js';
import { addVaryStatement } from './vary-statement.js';

/** Code for the request's Origin header, as text that is empty where there is none. */
export interface OriginCode {
  readonly text: string;
  /** What has to change for the code to work. */
  readonly edits: readonly TextEdit[];
  /** A statement that adds Origin to the Vary that is there, where the framework needs one of its own. */
  readonly vary?: string;
}

/** Gives the code for the header at a place; undefined where no request is in scope, or nobody can tell what is. */
export type OriginAt = (place: Node) => OriginCode | undefined;

/** A site and what its edits share. */
interface Remedy {
  readonly file: SourceFile;
  /** The function that answers; undefined for headers that are made without one. */
  readonly entry: EntryPoint | undefined;
  readonly originAt: OriginAt | undefined;
  readonly allowed: AllowList;
  readonly lines: StatementLines;
}

/**
 * Edits that name the header only for an origin on the allow-list, echo it then, and make every answer vary by it. A text
 * says why there are none.
 *
 * @param witnessed the code through which the witness was admitted; writers of the same value in the same function go
 * with it.
 */
export function guardedHeaders(
  site: Pick<Remedy, 'file' | 'entry' | 'originAt'>,
  witnessed: readonly Node[],
  allowed: AllowList,
): TextEdit[] | string {
  const { file } = site;
  const remedy: Remedy = { ...site, allowed, lines: new StatementLines(file) };
  try {
    const open = witnessed.flatMap((node) => writerIn(file, node, ALLOW_ORIGIN) ?? []);
    if (open.length === 0) throw new NoEdit('the header is written by code that is not in this file');
    const writers = withEqualValues(file, open);
    const owners = writers.map(({ node }) => ownerOf(file, node));
    const conflicts = varyConflicts(file, owners).flatMap(({ value, fields }) =>
      namesOrigin(fields) ? [] : [replaceNode(value, `'${fields}, Origin'`)],
    );
    const edits = [...conflicts, ...writers.flatMap((one) => editsOf(remedy, one))];
    const { before, behind } = remedy.lines.edits();
    return inOrder([...before, ...edits, ...behind]);
  } catch (error) {
    if (error instanceof NoEdit) return error.reason;
    throw error;
  }
}

/** The outermost function around a node that is no more than a place for handlers: the function whose request it answers. */
export const ownerOf = (file: SourceFile, node: Node): Node => functionsAround(file, node)[0] ?? file.program;

function withEqualValues(file: SourceFile, open: readonly HeaderWriter[]): HeaderWriter[] {
  const textOf = ({ value }: HeaderWriter): string => spelledText(file, value) ?? file.textOf(value);
  const texts = new Set(open.map(textOf));
  const owners = new Set(open.map(({ node }) => ownerOf(file, node)));
  const writers = new Map(open.map((one) => [one.node, one]));
  for (const owner of owners) {
    if (owner === file.program) continue;
    for (const one of writersBelow(file, owner, ALLOW_ORIGIN))
      if (texts.has(textOf(one)) && !isSerializedOrigin(textOf(one))) writers.set(one.node, one);
  }
  return [...writers.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
}

function editsOf(remedy: Remedy, writer: HeaderWriter): TextEdit[] {
  const { file, entry, originAt, allowed, lines } = remedy;
  const { node, name, value, target } = writer;
  const found = originAt?.(node);
  const isVaried = found?.vary !== undefined || APPENDS_VARY.test(writer.method ?? 'set');
  if (!found || !isVaried) throw new NoEdit(reasonWithout(file, entry, node));
  const { text: origin, edits } = found;
  const guard = `${allowed.text}.includes(${origin})`;
  switch (writer.kind) {
    case 'property': {
      const isVaried = addVaryLine(remedy, found, node);
      const vary = isVaried ? [] : varyBeside(file, writer).map(({ edit }) => edit);
      const given = isListed(writer) ? `[${origin}]` : origin;
      return [...edits, { range: node.range, text: `...(${guard} ? { ${name}: ${given} } : {})` }, ...vary];
    }
    case 'pair': {
      const vary = addVaryLine(remedy, found, node) ? '' : `, ['Vary', 'Origin']`;
      return [...edits, { range: node.range, text: `...(${guard} ? [[${name}, ${origin}]] : [])${vary}` }];
    }
    case 'assignment':
    case 'call': {
      const statement = file.parentOf(node);
      if (statement?.type !== 'ExpressionStatement' || !target || isLink(found, target))
        return [...edits, ...editsOfLink(remedy, writer, found, guard)];
      if (!addVaryLine(remedy, found, node)) {
        const line = varyLine(file, writer, target);
        if (line !== undefined) lines.add(placeOfVary(file, node, target), line);
      }
      lines.enclose(statement);
      return [
        ...edits,
        insertAt(statement.range[0], `if (${guard}) `),
        ...settingEdits(node, writer.method),
        replaceNode(value, origin),
        ...semicolonEdits(file, statement),
      ];
    }
  }
}

/** Whether what a header is put into is itself the result of a call: `reply.code(204)`. */
const isLink = ({ vary }: OriginCode, target: Node): boolean =>
  vary !== undefined && unwrapped(target).type === 'CallExpression';

/** Adds the statement for Vary that a framework needs; false where it needs none. */
function addVaryLine({ file, lines }: Remedy, { vary }: OriginCode, write: Node): boolean {
  if (vary !== undefined) addVaryStatement(file, lines, vary, write);
  return vary !== undefined;
}

/** `reply.header(name, value).send()`: the link becomes a guarded statement before the chain. */
function editsOfLink(
  remedy: Remedy,
  { node, name, target, method }: HeaderWriter,
  found: OriginCode,
  guard: string,
): TextEdit[] {
  const { file, lines } = remedy;
  const place = placeAround(file, node);
  if (
    !target ||
    method === undefined ||
    !place ||
    !isWholeChain(file, node, place) ||
    !addVaryLine(remedy, found, node)
  )
    throw new NoEdit('the header is written in the middle of an expression');
  const setting = SETTING.get(method) ?? method;
  lines.add(place, `if (${guard}) ${file.textOf(startOfChain(target))}.${setting}(${name}, ${found.text});`);
  return [{ range: [target.range[1], node.range[1]], text: '' }];
}

/** The statement that makes the headers in `target` vary by the origin, where they need one. */
export function varyLine(file: SourceFile, { kind, method }: HeaderWriter, target: Node): string | undefined {
  if (kind !== 'call') return varyAssignment(file, target);
  const text = file.textOf(target);
  return method === 'header'
    ? `${text}.header('Vary', 'Origin', { append: true });`
    : `${text}.append('Vary', 'Origin');`;
}

/** Methods of what Vary is appended to by a method. */
const APPENDS_VARY = /^(?:append|header|set)$/;

/** What adds a second value to one that is there, and what sets instead. */
const SETTING: ReadonlyMap<string, string> = new Map([
  ['append', 'set'],
  ['appendHeader', 'setHeader'],
]);

function settingEdits(node: Node, method: string | undefined): TextEdit[] {
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : undefined;
  const setting = SETTING.get(method ?? '');
  return setting !== undefined && callee?.type === 'MemberExpression' && callee.property.type === 'Identifier'
    ? [replaceNode(callee.property, setting)]
    : [];
}

/** Before everything that depends on the origin, as far up as what the header is put into exists. */
export function placeOfVary(file: SourceFile, write: Node, target: Node): Node {
  const place = varyPlace(file, write);
  let root = unwrapped(target);
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  const definition = file.variableOf(root)?.defs[0];
  const isDeclared =
    definition?.type === 'Parameter' ||
    (definition !== undefined && place !== undefined && definition.node.range[1] <= place.range[0]);
  return place && isDeclared ? place : (placeAround(file, write) ?? write);
}

/** What Vary is set to in some functions: it has to keep its fields. Throws `NoEdit` where that is not spelled out. */
export function varyConflicts(
  file: SourceFile,
  owners: readonly Node[],
): { readonly value: Node; readonly fields: string }[] {
  return [...new Set(owners)].flatMap((owner) => {
    if (owner === file.program) return [];
    return writersBelow(file, owner, 'vary').flatMap(({ value, method }) => {
      if (method === 'append' || method === 'get' || method === 'has') return [];
      const fields = staticText(value);
      if (fields === undefined)
        throw new NoEdit('it also sets Vary to a computed value: add Origin to that value');
      return [{ value, fields }];
    });
  });
}

/** Why no request is in scope: headers made once, a helper that is not told, a handler that does not ask for it. */
function reasonWithout(file: SourceFile, entry: EntryPoint | undefined, node: Node): string {
  const owner = functionsAround(file, node)[0];
  if (entry && owner === entry.handler)
    return entry.handler.params.length === 0
      ? 'the function takes no request: give it one, and name the header only for a listed origin'
      : 'it cannot be told which parameter leads to the request';
  if (owner) {
    const variable = variableNaming(file, owner);
    return `the headers come from ${variable ? `'${variable.name}'` : 'a function'}, which does not see the request: give it the request, and let it name the header only for a listed origin`;
  }
  const declarator = [...ancestorsOf(file, node)].find((parent) => parent.type === 'VariableDeclarator');
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier')
    return 'the headers are made once, before any request: make them a function of the request that names the header only for a listed origin';
  const { name } = declarator.id;
  const isExported = declarator.init !== null && exportedNames(file, declarator.init).length > 0;
  return `'${name}' is ${isExported ? 'exported, and ' : ''}made once, before any request: make it a function \`${name}(request)\` that names the header only for a listed origin`;
}

/** The same edit wanted twice is made once; edits that meet are no edits. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const unique = new Map(edits.map((edit) => [`${edit.range.join('-')} ${edit.text}`, edit]));
  const ordered = [...unique.values()].sort(
    (left, right) => left.range[0] - right.range[0] || left.range[1] - right.range[1],
  );
  const overlaps = ordered.some((edit, index) => edit.range[0] < (ordered[index - 1]?.range[1] ?? 0));
  if (overlaps) throw new NoEdit('the header is written twice in one expression');
  return ordered;
}
