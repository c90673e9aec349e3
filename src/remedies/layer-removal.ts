import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import { requiredModule } from '../source/modules.js';
import { statementRemoval } from '../source/statement-removal.js';
import {
  isFunctionNode,
  isStatement,
  memberName,
  staticText,
  unwrapped,
  walk,
  type Node,
} from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';

/** Takes a site out of the program; a text says why it is not taken out. */
export type Removal = readonly TextEdit[] | string;

const NOT_ALONE = 'what else the code around it does cannot be seen from here';
const IN_OTHER_WORDS = 'its headers are part of something larger';

/**
 * Edits that take out of the program what writes the CORS headers of a site: the statement that registers the middleware, with an import
 * that nothing else uses, or the statements that write headers by hand.
 *
 * @param areAllRemoved whether the other sites of the file go, too, so that an import they share is of no more use.
 */
export function layerRemoval(file: SourceFile, site: Site, areAllRemoved: boolean): Removal {
  return site.middleware.name === 'header writes'
    ? headerRemoval(file, site)
    : registrationRemoval(file, site, areAllRemoved);
}

/** Methods that register a middleware, and do nothing else. */
const REGISTERS = new Set(['use', 'register', 'enableCors', 'options']);

function registrationRemoval(file: SourceFile, { node }: Site, areAllRemoved: boolean): Removal {
  const statement = registrationOf(file, node);
  const edit = statement && statementRemoval(file, statement);
  if (!edit) return NOT_ALONE;
  for (const declaration of file.program.body) {
    const statements = usesOfImport(file, declaration);
    if (!statements?.includes(statement)) continue;
    const others = statements.filter((one) => one !== statement);
    // One of them may be told to stay.
    if (others.length > 0 && (!areAllRemoved || file.text.includes('eslint-disable'))) continue;
    const removals = [declaration, ...statements].map((one) => statementRemoval(file, one));
    if (others.every((one) => isRegistration(file, one)) && removals.every((one) => one !== undefined))
      return removals;
  }
  return [edit];
}

/** The statement that registers what a node makes, or configures what it registers, and does nothing else. */
function registrationOf(file: SourceFile, node: Node): TSESTree.ExpressionStatement | undefined {
  const statement = [node, ...ancestorsOf(file, node)].find(
    (parent) => isStatement(parent) || isFunctionNode(parent),
  );
  if (statement?.type !== 'ExpressionStatement') return undefined;
  const { expression } = statement;
  const call = unwrapped(expression.type === 'AwaitExpression' ? expression.argument : expression);
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return undefined;
  if (!REGISTERS.has(memberName(callee) ?? '') || !isPlain(callee.object)) return undefined;
  const registered = call.arguments.filter((argument) => staticText(argument) === undefined);
  const isOfSite = call === node || registered.includes(node as TSESTree.CallExpressionArgument);
  const isAlone = call === node ? registered.length <= 2 : registered.length === 1;
  return isOfSite && isAlone && !hasEffects(file, call, node) ? statement : undefined;
}

/** `app`, `this.app`, `server.api`. */
function isPlain(node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.type === 'MemberExpression') return !inner.computed && isPlain(inner.object);
  return inner.type === 'Identifier' || inner.type === 'ThisExpression';
}

/** What calls of texts and lists give is all that they do. */
const PURE = new Set(['split', 'map', 'filter', 'trim', 'concat', 'join', 'toLowerCase', 'get']);

/** Whether something outside of functions does more than to register the site. */
function hasEffects(file: SourceFile, call: Node, site: Node): boolean {
  let found = false;
  walk(call, (node) => {
    if (node === call || node === site || isInFunction(file, node, call)) return;
    if (/^(?:New|Await|Yield|Assignment|Update|TaggedTemplate)Expression$/.test(node.type)) found = true;
    if (node.type !== 'CallExpression' || requiredModule(file, node) !== undefined) return;
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression' || !PURE.has(memberName(callee) ?? '')) found = true;
  });
  return found;
}

function isInFunction(file: SourceFile, node: Node, outer: Node): boolean {
  for (const parent of ancestorsOf(file, node)) {
    if (parent === outer) return false;
    if (isFunctionNode(parent)) return true;
  }
  return false;
}

/** The statements that use what a statement imports, where that is all it does; each once, in source order. */
function usesOfImport(file: SourceFile, declaration: Node): Node[] | undefined {
  const id = onlyImported(file, declaration);
  const uses = id && file.variableOf(id)?.references.filter(({ init }) => init !== true);
  if (!uses || uses.length === 0) return undefined;
  const statements = uses.map(({ identifier }) => statementAround(file, identifier));
  return [...new Set(statements.filter((statement) => statement !== undefined))];
}

/** The one name that a statement imports, where it does nothing else. */
function onlyImported(file: SourceFile, statement: Node): Node | undefined {
  if (statement.type === 'TSImportEqualsDeclaration') return statement.id;
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.length === 1 ? statement.specifiers[0]?.local : undefined;
  if (statement.type !== 'VariableDeclaration') return undefined;
  const [declarator, another] = statement.declarations;
  if (!declarator?.init || another || requiredModule(file, declarator.init) === undefined) return undefined;
  const { id } = declarator;
  if (id.type === 'Identifier') return id;
  const [property] = id.type === 'ObjectPattern' && id.properties.length === 1 ? id.properties : [];
  return property?.type === 'Property' && property.value.type === 'Identifier' ? property.value : undefined;
}

const statementAround = (file: SourceFile, node: Node): Node | undefined =>
  [...ancestorsOf(file, node)].find((parent) => isStatement(parent));

/** Whether a statement registers what is imported, and so is a site that is taken out as well. */
function isRegistration(file: SourceFile, statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.type === 'CallExpression' && registrationOf(file, node) === statement) found = true;
  });
  return found;
}

const WRITES = new Set(['setHeader', 'header', 'set', 'append', 'appendHeader']);

/** Every statement of the handler that writes a header of CORS; what it says about caches may serve others. */
function headerRemoval(file: SourceFile, { roots }: Site): Removal {
  const [root] = roots;
  const handler = root && [...ancestorsOf(file, root)].find((parent) => isFunctionNode(parent));
  if (!handler) return IN_OTHER_WORDS;
  const removed: TextEdit[] = [];
  const statements = new Set<Node>();
  walk(handler, (node) => {
    if (node.type !== 'ExpressionStatement' || !writesHeaderOfCors(node.expression)) return;
    const edit = statementRemoval(file, node);
    if (!edit) return;
    statements.add(node);
    removed.push(edit);
  });
  const isNamedElsewhere = file.nodesOfType('Literal').some((literal) => {
    const isOfHandler = handler.range[0] <= literal.range[0] && literal.range[1] <= handler.range[1];
    const isName = typeof literal.value === 'string' && /^access-control-allow-/i.test(literal.value);
    return isOfHandler && isName && ![...ancestorsOf(file, literal)].some((parent) => statements.has(parent));
  });
  return removed.length === 0 || isNamedElsewhere ? IN_OTHER_WORDS : removed;
}

function writesHeaderOfCors(expression: Node): boolean {
  const call = unwrapped(expression);
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  return (
    WRITES.has(memberName(callee) ?? '') &&
    isPlain(callee.object) &&
    /^access-control-/i.test(staticText(call.arguments[0]) ?? '')
  );
}
