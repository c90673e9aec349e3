import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { replaceNode, type TextEdit } from '../../source/edits.js';
import { isFunctionNode, staticText, walk, type Node } from '../../source/syntax.js';
import { NoEdit, type HeaderRemedy } from './header-remedy.js';
import { entriesOf, spelledText } from './header-entries.js';
import { isHeadOfPairs } from './header-entry-edits.js';
import { ALLOW_ORIGIN } from './modelled-response.js';
import { readsOrigin } from './reads-origin.js';
import { isOfExpress, isWrite, type ResponseCall } from './response-calls.js';
import { placeAround, type Place } from './statement-lines.js';

/** What makes answers vary by the origin: lines for the response of a write, and new values of Vary. */
interface VaryPlan {
  readonly lines: readonly { readonly place: Place; readonly write: ResponseCall }[];
  readonly values: readonly { readonly node: Node; readonly fields: string }[];
}

/**
 * Makes every answer that depends on the origin say so, whether it admits or refuses: a cache must not give one page the
 * answer to another (Fetch standard, "CORS protocol and HTTP caches"). Adds a line before the tests that `writes` depend
 * on, unless one is there; a Vary that is set later gets Origin as a further field.
 */
export function varyEdits(remedy: HeaderRemedy, writes: readonly ResponseCall[]): TextEdit[] {
  const { lines, values } = varyPlan(remedy, writes);
  for (const { place, write } of lines) remedy.lines.add(place, varyLine(remedy, write));
  return values.map(({ node, fields }) => replaceNode(node, `'${fields}'`));
}

/** What `varyEdits` does, before it is written. Throws `NoEdit` where nothing can be done. */
export function varyPlan(
  { file, calls }: Pick<HeaderRemedy, 'file' | 'calls'>,
  writes: readonly ResponseCall[],
): VaryPlan {
  const places: { place: Place; write: ResponseCall }[] = [];
  for (const write of writes) {
    const place = varyPlace(file, write.node);
    if (!place) throw new NoEdit('the header is written in the middle of an expression');
    if (!places.some((known) => runsBefore(file, known.place, place))) places.push({ place, write });
  }
  const lines = places.filter(({ place, write }) => {
    const isAmongPairs = isHeadOfPairs(write, entriesOf(file, write, ALLOW_ORIGIN)[0]);
    return !(
      isAmongPairs ||
      calls.some(
        (call) => call.handler === write.handler && variesAt(file, call, place, writes.includes(call)),
      )
    );
  });
  const values = calls.flatMap((call) => {
    const isBefore = places.some(
      ({ place, write }) => write.handler === call.handler && call.node.range[1] <= place.range[0],
    );
    return isBefore ? [] : mendedVary(file, call);
  });
  return { lines, values };
}

/** Express has `res.vary`; `appendHeader` is `node:http`'s (since 18.3) and works on every response built on it. */
export function varyLine(
  { file, calls }: Pick<HeaderRemedy, 'file' | 'calls'>,
  { response, handler }: ResponseCall,
): string {
  const text = file.textOf(response);
  return isOfExpress(file, handler, calls)
    ? `${text}.vary('Origin');`
    : `${text}.appendHeader('Vary', 'Origin');`;
}

/** The place before everything that depends on the origin and decides whether `write` is reached. */
export function varyPlace(file: SourceFile, write: Node): Place | undefined {
  let place = placeAround(file, write);
  if (!place || place.type === 'ArrowFunctionExpression') return place;
  for (let outer: Node | undefined = outermostLoop(file, place) ?? place; outer;) {
    place = outer;
    outer = outsideOriginTest(file, place);
  }
  return siblingsBefore(file, place).find((sibling) => mayLeaveByOrigin(file, sibling)) ?? place;
}

/** The loop around everything else in the function: a line inside would be run many times. */
function outermostLoop(file: SourceFile, place: Node): Node | undefined {
  let loop: Node | undefined;
  for (const parent of ancestorsOf(file, place)) {
    if (isFunctionNode(parent)) return loop;
    if (/^(?:For|While|DoWhile)/.test(parent.type)) loop = parent;
  }
  return loop;
}

/** The statement that `place` is a branch of, where the branch is taken because of the origin. */
function outsideOriginTest(file: SourceFile, place: Node): Node | undefined {
  const parent = file.parentOf(place);
  const owner = parent?.type === 'BlockStatement' ? file.parentOf(parent) : parent;
  switch (owner?.type) {
    case 'IfStatement':
      return readsOrigin(file, owner.test) ? owner : undefined;
    case 'LabeledStatement':
      return owner;
    case 'BlockStatement':
      return parent;
    case 'CatchClause': {
      const statement = file.parentOf(owner);
      return statement?.type === 'TryStatement' && readsOrigin(file, statement.block) ? statement : undefined;
    }
    case 'SwitchCase': {
      const statement = file.parentOf(owner);
      const isOfOrigin =
        statement?.type === 'SwitchStatement' &&
        [statement.discriminant, ...statement.cases.map(({ test }) => test)].some(
          (part) => part && readsOrigin(file, part),
        );
      return isOfOrigin ? statement : undefined;
    }
    default:
      return undefined;
  }
}

/** The statements that stand before `place` in the same list. */
export function siblingsBefore(file: SourceFile, place: Node): Node[] {
  const siblings = statementsIn(file.parentOf(place));
  return siblings.slice(0, Math.max(0, siblings.indexOf(place)));
}

function statementsIn(parent: Node | undefined): readonly Node[] {
  if (parent?.type === 'BlockStatement' || parent?.type === 'Program') return parent.body;
  return parent?.type === 'SwitchCase' ? parent.consequent : [];
}

/** Whether what follows a statement may be left out because of the origin: it returns, throws, or fails inside a `try`. */
function mayLeaveByOrigin(file: SourceFile, statement: Node): boolean {
  if (!readsOrigin(file, statement)) return false;
  const block = file.parentOf(statement);
  const isTried = block !== undefined && file.parentOf(block)?.type === 'TryStatement';
  return isTried || hasExit(file, statement);
}

function hasExit(file: SourceFile, statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    const isExit = /^(?:Return|Throw|Break|Continue)Statement$/.test(node.type);
    if (isExit && nearestFunction(file, node) === nearestFunction(file, statement)) found = true;
  });
  return found;
}

const nearestFunction = (file: SourceFile, node: Node): Node | undefined =>
  [...ancestorsOf(file, node)].find((parent) => isFunctionNode(parent));

/** Whether `first` is always run before `second`: it stands earlier in a list of statements that `second` is part of. */
function runsBefore(file: SourceFile, first: Place, second: Place): boolean {
  if (first === second) return true;
  const parent = file.parentOf(first);
  return (
    first.range[0] <= second.range[0] &&
    statementsIn(parent).includes(first) &&
    [...ancestorsOf(file, second)].some((ancestor) => ancestor === parent)
  );
}

/** Whether `call` adds Origin to Vary on every way through `place`, or will once its own Vary is mended. */
function variesAt(file: SourceFile, call: ResponseCall, place: Place, isWritten: boolean): boolean {
  if (!addsOrigin(file, call) && !(isWritten && varyEntry(file, call))) return false;
  const statement = placeAround(file, call.node);
  if (!statement) return false;
  if (runsBefore(file, statement, place)) return true;
  if (file.parentOf(statement) !== file.parentOf(place)) return false;
  const between = siblingsBefore(file, statement).filter((sibling) => sibling.range[0] >= place.range[0]);
  return !between.some((sibling) => hasExit(file, sibling));
}

/** Whether the text of a Vary covers Origin. */
export const namesOrigin = (fields: string | undefined): boolean =>
  fields !== undefined &&
  fields.split(',').some((field) => ['origin', '*'].includes(field.trim().toLowerCase()));

const varyEntry = (file: SourceFile, call: ResponseCall) =>
  isWrite(call) && call.method !== 'vary' ? entriesOf(file, call, 'vary')[0] : undefined;

function isNamedVary(file: SourceFile, { method, node }: ResponseCall): boolean {
  const isNamed = method !== 'vary' && method !== 'writeHead' && node.arguments.length > 1;
  return isNamed && spelledText(file, node.arguments[0])?.toLowerCase() === 'vary';
}

function addsOrigin(file: SourceFile, call: ResponseCall): boolean {
  const [first, second] = call.node.arguments;
  if (call.method === 'vary') {
    const fields = first?.type === 'ArrayExpression' ? first.elements : [first];
    return fields.some((field) => namesOrigin(field ? staticText(field) : undefined));
  }
  if (isWrite(call) && isNamedVary(file, call)) return namesOrigin(spelledText(file, second));
  return namesOrigin(staticText(varyEntry(file, call)?.value));
}

/** A Vary that replaces what was there keeps its fields and gets Origin. */
function mendedVary(file: SourceFile, call: ResponseCall): VaryPlan['values'] {
  const isSetting =
    isWrite(call) && !['vary', 'append', 'appendHeader', 'removeHeader'].includes(call.method);
  if (!isSetting) return [];
  const value = isNamedVary(file, call) ? call.node.arguments[1] : varyEntry(file, call)?.value;
  if (!value) return [];
  const fields = staticText(value);
  if (fields === undefined)
    throw new NoEdit('it also sets Vary to a computed value: add Origin to that value');
  return namesOrigin(fields) ? [] : [{ node: value, fields: `${fields}, Origin` }];
}
