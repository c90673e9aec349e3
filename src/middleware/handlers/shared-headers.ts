import { dirname, relative } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type EditsByFile, type TextEdit } from '../../source/edits.js';
import { memberName, staticText, walk, type Node } from '../../source/syntax.js';
import { usesElsewhere } from '../../source/uses-elsewhere.js';
import { PlainObject } from '../../interpret/values.js';
import { NoEdit } from '../headers/header-remedy.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { namesOrigin } from '../headers/vary-edits.js';
import type { AllowList, ModelledEdits } from '../middleware.js';
import { exportedNames, isExport, isOfModule } from './exported-functions.js';
import { inOrder, ownerOf, varyConflicts, type OriginAt } from './guarded-headers.js';
import { HandedOrigins, joined } from './handed-origin.js';
import { answerForm, handlersAround } from './handlers-elsewhere.js';
import { writerIn, type HeaderWriter } from './header-writers.js';
import { isListed, varyBeside } from './vary-beside.js';

/** A constant of the module that holds headers, and what in it names the origin. */
interface Shared {
  readonly id: TSESTree.Identifier;
  readonly init: TSESTree.Expression;
  readonly headers: TSESTree.ObjectExpression;
  readonly writer: HeaderWriter;
}

/**
 * Edits that make a constant with headers, which handlers share, a function of the request's origin that names the header for a
 * listed one alone, and call it wherever the constant was used, in other files as well if it is exported. A text says which use no
 * request can be had for; undefined where some use may change the headers, or cannot be seen.
 *
 * @param originAt gives the origin in any handler of the file.
 */
export function sharedHeaders(
  file: SourceFile,
  originAt: OriginAt | undefined,
  [write, another]: readonly Node[],
  allowed: AllowList,
): ModelledEdits | string | undefined {
  const shared = write && !another && file.fileOf(write) === file ? sharedBy(file, write) : undefined;
  // What a handler is given with each request is not in scope outside of it.
  if (!shared || allowed.context !== undefined || allowed.isOfHandler === true) return undefined;
  const { headers } = shared;
  const uses = usesOf(file, shared.id, shared.init);
  if (!uses) return undefined;
  try {
    const edits = joined([
      new Map([[file, functionEdits(file, shared, allowed)]]),
      ...[...uses].flatMap(([user, own]) => [
        new Map([[user, varyEdits(user, own, user === file ? shared : undefined)]]),
        ...own.map((use) => callEdits(user, use, file, originAt)),
      ]),
    ]);
    const ordered = [...edits].map(([edited, own]) => [edited, inOrder(own)] as const);
    return {
      edits: ordered.find(([edited]) => edited === file)?.[1] ?? [],
      ...(ordered.length > 1 && { elsewhere: new Map(ordered.filter(([edited]) => edited !== file)) }),
      replacements: new Map([
        [
          headers,
          (evaluateOriginal) => {
            const value = evaluateOriginal(headers);
            // For everybody who is not listed.
            if (value instanceof PlainObject)
              for (const name of [...value.slots.keys()])
                if (name.toLowerCase() === ALLOW_ORIGIN) value.slots.delete(name);
            return value;
          },
        ],
      ]),
      before: new Map(),
    };
  } catch (error) {
    if (error instanceof NoRequest && uses.size > 1) return error.reason;
    if (error instanceof NoEdit) return undefined;
    throw error;
  }
}

/** Thrown where headers are used and no request can be had. */
class NoRequest extends NoEdit {
  constructor(file: SourceFile, user: SourceFile, use: Node) {
    const path = relative(dirname(file.path), user.path).replaceAll('\\', '/');
    const where = user === file ? '' : ` of '${path}'`;
    super(
      `'${user.textOf(use)}' is made once, before any request, and which one it is that line ${String(use.loc.start.line)}${where} answers cannot be told: make it a function of the request, and hand the request over`,
    );
  }
}

/** The constant with headers that a property is part of. */
export function sharedBy(file: SourceFile, write: Node): Shared | undefined {
  const writer = writerIn(file, write, ALLOW_ORIGIN);
  const headers = file.parentOf(write);
  if (writer?.kind !== 'property' || headers?.type !== 'ObjectExpression' || !isOfModule(file, write))
    return undefined;
  const declarator = [...ancestorsOf(file, headers)].find((node) => node.type === 'VariableDeclarator');
  if (declarator?.type !== 'VariableDeclarator' || declarator.parent.kind !== 'const') return undefined;
  const { id, init } = declarator;
  return id.type === 'Identifier' && init && holdsAlone(file, init, headers)
    ? { id, init, headers, writer }
    : undefined;
}

/** Whether an expression is the object, or a `Headers` made of it, and nothing besides. */
function holdsAlone(file: SourceFile, init: Node, headers: Node): boolean {
  const parent = file.parentOf(headers);
  if (headers === init) return true;
  if (!parent || parent === init.parent) return false;
  const isMade = parent.type === 'NewExpression' && file.textOf(parent.callee) === 'Headers';
  return (isMade || /^TS(?:As|Satisfies)Expression$/.test(parent.type)) && holdsAlone(file, init, parent);
}

/** Where a constant is read as a whole, by file; undefined where it is used in a way that may change it, or asks for its type. */
export function usesOf(
  file: SourceFile,
  id: Node,
  init: Node,
): ReadonlyMap<SourceFile, readonly Node[]> | undefined {
  const own = (file.variableOf(id)?.references ?? []).flatMap(({ init: isFirst, identifier }) =>
    isFirst === true || isExport(file, identifier) ? [] : [identifier],
  );
  const uses = new Map<SourceFile, readonly Node[]>([[file, own]]);
  for (const name of exportedNames(file, init)) {
    const elsewhere = usesElsewhere(file, name);
    if (!elsewhere) return undefined;
    for (const [user, nodes] of elsewhere) uses.set(user, [...(uses.get(user) ?? []), ...nodes]);
  }
  const all = [...uses].flatMap(([user, nodes]) => nodes.map((use) => isRead(user, use)));
  return all.length > 0 && all.every(Boolean) ? uses : undefined;
}

/** Whether the headers go on from here as a value: into other headers, to a call, out of a function. */
function isRead(file: SourceFile, use: Node): boolean {
  const parent = file.parentOf(use);
  switch (parent?.type) {
    case 'SpreadElement':
    case 'ReturnStatement':
      return true;
    case 'Property':
      return parent.value === use && file.parentOf(parent)?.type === 'ObjectExpression';
    case 'ArrowFunctionExpression':
      return parent.body === use;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      return parent.right === use;
    case 'VariableDeclarator':
      return parent.init === use && parent.id.type === 'Identifier';
    case 'NewExpression':
      return parent.callee !== use;
    case 'CallExpression':
      return parent.callee !== use && !(isChanging(parent) && parent.arguments[0] === use);
    case 'ConditionalExpression':
      return parent.test !== use && isRead(file, parent);
    case 'LogicalExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isRead(file, parent);
    default:
      return false;
  }
}

/** `Object.assign(headers, …)`, `merge(headers, …)`: what they put in has to be there for the next request. */
const isChanging = ({ callee }: TSESTree.CallExpression): boolean =>
  /^(?:assign|define\w*|extend|merge\w*|set\w*)$/.test(
    (callee.type === 'MemberExpression'
      ? memberName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : '') ?? '',
  );

/** The name the function gives the origin it is called with. */
const PARAMETER = 'origin';

/** The constant becomes a function, with its type as that of the result. */
function functionEdits(file: SourceFile, { id, init, writer }: Shared, allowed: AllowList): TextEdit[] {
  if (/\borigin\b/.test(allowed.text)) throw new NoEdit('the list has the name of the parameter');
  walk(init, (node) => {
    if (node.type === 'Identifier' && node.name === PARAMETER)
      throw new NoEdit('the headers use the name of the parameter for something else');
  });
  const type = id.typeAnnotation;
  const parameter = /\.[cm]?tsx?$/.test(file.path) ? `${PARAMETER}: string` : PARAMETER;
  const [open, close] = file.text[init.range[0]] === '{' ? ['(', ')'] : ['', ''];
  const given = isListed(writer) ? `[${PARAMETER}]` : PARAMETER;
  return [
    ...(type ? [{ range: type.range, text: '' }] : []),
    insertAt(init.range[0], `(${parameter})${type ? file.textOf(type) : ''} => ${open}`),
    replaceNode(
      writer.node,
      `...(${allowed.text}.includes(${PARAMETER}) ? { ${writer.name}: ${given} } : {})`,
    ),
    insertAt(init.range[1], close),
  ];
}

/** `Vary: Origin` among the headers, and in what handlers that use them set it to besides. */
function varyEdits(file: SourceFile, uses: readonly Node[], made: Shared | undefined): TextEdit[] {
  const own =
    made?.headers.properties.flatMap((property) => writerIn(file, property, 'vary')?.value ?? []) ?? [];
  const set = [
    ...own.map((value) => ({ value, fields: staticText(value) })),
    ...varyConflicts(
      file,
      uses.map((use) => ownerOf(file, use)),
    ),
  ];
  return [
    ...(made ? varyBeside(file, made.writer).map(({ edit }) => edit) : []),
    ...set.flatMap(({ value, fields }) => {
      if (fields === undefined) throw new NoEdit('Vary is computed');
      return namesOrigin(fields) ? [] : [replaceNode(value, `'${fields}, Origin'`)];
    }),
  ];
}

/** Calls the function with the origin of the request. */
function callEdits(
  user: SourceFile,
  use: Node,
  file: SourceFile,
  originAt: OriginAt | undefined,
): EditsByFile {
  const form = answerForm(user, use);
  const origins = new HandedOrigins((asked, place) => {
    if (asked === file && originAt) return originAt(place);
    return form && handlersAround(asked, place, form)?.originAt(place);
  });
  const origin = origins.at(user, use);
  if (!origin) throw new NoRequest(file, user, use);
  const parent = user.parentOf(use);
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  const name = user.textOf(use);
  const call = `${name}(${origin.text})`;
  return joined([
    origin.edits,
    new Map([[user, [replaceNode(use, isShorthand ? `${name}: ${call}` : call)]]]),
  ]);
}
