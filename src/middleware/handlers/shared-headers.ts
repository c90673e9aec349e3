import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { memberName, staticText, walk, type Node } from '../../source/syntax.js';
import { PlainObject } from '../../interpret/values.js';
import { NoEdit } from '../headers/header-remedy.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { namesOrigin } from '../headers/vary-edits.js';
import type { AllowList, ModelledEdits } from '../middleware.js';
import { exportedNames, isOfModule } from './exported-functions.js';
import { inOrder, ownerOf, varyConflicts, type OriginAt } from './guarded-headers.js';
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
 * Edits that make a constant with headers, which handlers of the file share, a function of the request's origin that names the
 * header for a listed one alone, and call it wherever the constant was used. Undefined where some use has no request in scope, may
 * change the headers, or is in another file.
 *
 * @param originAt gives the origin in any handler of the file.
 */
export function sharedHeaders(
  file: SourceFile,
  originAt: OriginAt,
  [write, another]: readonly Node[],
  allowed: AllowList,
): ModelledEdits | undefined {
  const shared = write && !another ? sharedBy(file, write) : undefined;
  // What a handler is given with each request is not in scope outside of it.
  if (!shared || allowed.context !== undefined || allowed.isOfHandler === true) return undefined;
  const { headers } = shared;
  const uses = usesOf(file, shared);
  if (!uses || uses.length === 0) return undefined;
  try {
    const edits = [
      ...functionEdits(file, shared, allowed),
      ...varyEdits(file, shared, uses),
      ...uses.flatMap((use) => callEdits(file, use, originAt)),
    ];
    return {
      edits: inOrder(edits),
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
    if (error instanceof NoEdit) return undefined;
    throw error;
  }
}

function sharedBy(file: SourceFile, write: Node): Shared | undefined {
  const writer = writerIn(file, write, ALLOW_ORIGIN);
  const headers = file.parentOf(write);
  if (writer?.kind !== 'property' || headers?.type !== 'ObjectExpression' || !isOfModule(file, write))
    return undefined;
  const declarator = [...ancestorsOf(file, headers)].find((node) => node.type === 'VariableDeclarator');
  if (declarator?.type !== 'VariableDeclarator' || declarator.parent.kind !== 'const') return undefined;
  const { id, init } = declarator;
  if (id.type !== 'Identifier' || !init || exportedNames(file, init).length > 0) return undefined;
  return holdsAlone(file, init, headers) ? { id, init, headers, writer } : undefined;
}

/** Whether an expression is the object, or a `Headers` made of it, and nothing besides. */
function holdsAlone(file: SourceFile, init: Node, headers: Node): boolean {
  const parent = file.parentOf(headers);
  if (headers === init) return true;
  if (!parent || parent === init.parent) return false;
  const isMade = parent.type === 'NewExpression' && file.textOf(parent.callee) === 'Headers';
  return (isMade || /^TS(?:As|Satisfies)Expression$/.test(parent.type)) && holdsAlone(file, init, parent);
}

/** Where the constant is read as a whole; undefined where it is used in a way that may change it, or asks for its type. */
function usesOf(file: SourceFile, { id }: Shared): TSESTree.Identifier[] | undefined {
  const references = file.variableOf(id)?.references.filter(({ init }) => init !== true) ?? [];
  const uses = references.flatMap(({ identifier }) =>
    identifier.type === 'Identifier' && isRead(file, identifier) ? [identifier] : [],
  );
  return uses.length === references.length ? uses : undefined;
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

/** `Vary: Origin` among the headers, and in what handlers set it to besides. */
function varyEdits(file: SourceFile, { headers, writer }: Shared, uses: readonly Node[]): TextEdit[] {
  const own = headers.properties.flatMap((property) => writerIn(file, property, 'vary')?.value ?? []);
  const set = [
    ...own.map((value) => ({ value, fields: staticText(value) })),
    ...varyConflicts(
      file,
      uses.map((use) => ownerOf(file, use)),
    ),
  ];
  return [
    ...varyBeside(file, writer).map(({ edit }) => edit),
    ...set.flatMap(({ value, fields }) => {
      if (fields === undefined) throw new NoEdit('Vary is computed');
      return namesOrigin(fields) ? [] : [replaceNode(value, `'${fields}, Origin'`)];
    }),
  ];
}

/** Calls the function with the origin of the request. */
function callEdits(file: SourceFile, use: TSESTree.Identifier, originAt: OriginAt): TextEdit[] {
  const origin = originAt(use);
  if (!origin || origin.vary !== undefined) throw new NoEdit('no request is in scope');
  const parent = file.parentOf(use);
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  const call = `${use.name}(${origin.text})`;
  return [...origin.edits, replaceNode(use, isShorthand ? `${use.name}: ${call}` : call)];
}
