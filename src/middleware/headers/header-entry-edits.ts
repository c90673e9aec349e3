import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../../source/edits.js';
import { isFunctionNode, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { enclosingFunction } from '../../interpret/exits.js';
import { variableNaming } from '../../source/variable-naming.js';
import { guardText, NoEdit, type HeaderRemedy } from './header-remedy.js';
import { entriesOf, type HeaderEntry } from './header-entries.js';
import { semicolonEdits } from './named-write-edits.js';
import { originAtCall, originInFunction } from './request-origin.js';
import type { ResponseCall } from './response-calls.js';

/** Guards one header in an object or array of headers that `call` writes. Throws `NoEdit` where no request is in scope. */
export function editsOfEntry(remedy: HeaderRemedy, call: ResponseCall, entry: HeaderEntry): TextEdit[] {
  const { file } = remedy;
  const origin = originForEntry(file, call, entry);
  refuseUndeclared(remedy, entry.node);
  const guard = guardText(remedy, origin);
  switch (entry.kind) {
    case 'property':
      return [{ range: entry.range, text: `...(${guard} ? { ${entry.name}: ${origin} } : {})` }];
    case 'pair': {
      // Node takes pairs only where nothing was written before: their Vary has to stand among them.
      const vary =
        isHeadOfPairs(call, entry) && entriesOf(file, call, 'vary').length === 0
          ? "['Vary', 'Origin'], "
          : '';
      return [{ range: entry.range, text: `${vary}...(${guard} ? [[${entry.name}, ${origin}]] : [])` }];
    }
    case 'flat':
      return [{ range: entry.range, text: `...(${guard} ? [${entry.name}, ${origin}] : [])` }];
    case 'addition': {
      const statement = file.parentOf(entry.node);
      if (statement?.type !== 'ExpressionStatement')
        throw new NoEdit('the header is put into an object in the middle of an expression');
      remedy.lines.enclose(statement);
      return [
        insertAt(entry.range[0], `if (${guard}) `),
        replaceNode(entry.value, origin),
        ...semicolonEdits(file, statement),
      ];
    }
  }
}

/** Whether a header stands in `writeHead(status, [[name, value], …])`. */
export const isHeadOfPairs = (call: ResponseCall, entry: HeaderEntry | undefined): boolean =>
  call.method === 'writeHead' && entry?.kind === 'pair';

/** How the request's origin is read where the headers are written out. */
function originForEntry(file: SourceFile, call: ResponseCall, { node }: HeaderEntry): string {
  const around = [...ancestorsOf(file, node)].filter((parent) => isFunctionNode(parent));
  if (around.includes(call.handler)) return originAtCall(file, call);
  for (const owner of around) {
    const origin = originInFunction(file, owner, node);
    if (origin !== undefined) return origin;
  }
  throw new NoEdit(reasonFor(file, call, node));
}

/** Headers that are made without a request: by a helper that is told no more than the origin, or once for all requests. */
function reasonFor(file: SourceFile, call: ResponseCall, node: Node): string {
  const owner = enclosingFunction(file, node);
  const isAroundHandler = owner !== undefined && [...ancestorsOf(file, call.handler)].includes(owner);
  if (owner && !isAroundHandler) {
    return `the headers come from ${nameOfFunction(file, owner)}, which does not see the request: let it name the header only for a listed origin`;
  }
  const declarator = [...ancestorsOf(file, node)].find((parent) => parent.type === 'VariableDeclarator');
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier')
    return 'the headers are made once, before any request: make them a function of the request that names the header only for a listed origin';
  const { name } = declarator.id;
  const isAllOfIt = declarator.init && unwrapped(declarator.init) === file.parentOf(node);
  return isAllOfIt
    ? `'${name}' is made once, before any request: make it a function \`${name}(req)\` that names the header only for a listed origin`
    : `'${name}' is made once, before any request: make the headers in it a function of the request that names the header only for a listed origin`;
}

function nameOfFunction(file: SourceFile, owner: FunctionNode): string {
  const variable = variableNaming(file, owner);
  return variable ? `'${variable.name}'` : 'a function';
}

/** An allow-list of the file that is declared further down in the same function has no value here yet. */
function refuseUndeclared({ file, allowed }: HeaderRemedy, place: Node): void {
  const owner = enclosingFunction(file, place);
  const isLater = file
    .nodesOfType('VariableDeclarator')
    .some(
      (node) =>
        node.id.type === 'Identifier' &&
        node.id.name === allowed.text &&
        node.range[0] > place.range[0] &&
        enclosingFunction(file, node) === owner,
    );
  if (isLater) throw new NoEdit(`the headers are made before '${allowed.text}': move them below it`);
}
