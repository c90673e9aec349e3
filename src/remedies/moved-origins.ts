import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import { keyName, unwrapped, type Node } from '../source/syntax.js';
import { ArrayValue, ObjectValue, type Slot, type Value } from '../interpret/values.js';
import type { Finding } from '../analysis/findings.js';
import type { HardCodedOrigins } from '../analysis/hard-coded-origins.js';
import type { OriginPlace } from '../analysis/origin-places.js';
import type { AllowList, Evidence } from '../middleware/middleware.js';
import { functionsAround } from '../middleware/handlers/entry-points.js';
import { ALLOW_ORIGIN } from '../middleware/headers/modelled-response.js';
import { functionEdits, heldIn } from './list-function.js';
import { hasComments, listText, placeEdits } from './place-edits.js';

/** Edits that read a list where the source spelled it out, with what a person has to look at before; a text says why there are none. */
export type Move = { readonly edits: readonly TextEdit[]; readonly doubt: string | undefined } | string;

/** Moves hard-coded origins out of the source: `list` stands for them from now on. */
export function movedOrigins(
  file: SourceFile,
  finding: Finding,
  hardCoded: HardCodedOrigins,
  list: AllowList,
): Move {
  const moved = byOption(file, finding, hardCoded, list) ?? byHeader(file, finding, hardCoded, list);
  if (moved) return moved;
  if (!hardCoded.areMovable) return NOWHERE;
  return inPlace(file, finding, hardCoded, list);
}

const NOWHERE = 'no list can stand where they are written';
const COMMENTED = 'the comments among them would be lost';
const LOADED = 'the list is read there when the module is loaded, and has to be known before';

/** The library's own form of the option, which reads the list at each request where it can. */
function byOption(
  file: SourceFile,
  { site, outcome: { evidence } }: Finding,
  { places: [place, another] }: HardCodedOrigins,
  list: AllowList,
): Move | undefined {
  const slot = optionOf(evidence);
  if (another || slot?.writer?.type !== 'Property' || !isOfTexts(slot.value)) return undefined;
  const value = unwrapped(slot.writer.value);
  const declarator = value === place.node ? undefined : listNamed(file, value, place);
  if (value !== place.node && !declarator) return undefined;
  const asFunction = declarator && list.readsEnvironment ? functionEdits(file, declarator, value) : undefined;
  const text = asFunction ? `${asFunction.name}()` : listText(file, place, list.text);
  const rewritten = site.rewrite(evidence, { ...list, text });
  if (typeof rewritten === 'string') return undefined;
  const edits = asFunction
    ? [...asFunction.edits, ...placeEdits(file, place, list.text), ...rewritten]
    : rewritten;
  return { edits, doubt: hasComments(file, place) ? COMMENTED : undefined };
}

/** The constant that an expression names, where it is the list of a place. */
function listNamed(
  file: SourceFile,
  name: Node,
  { kind, node }: OriginPlace,
): TSESTree.VariableDeclarator | undefined {
  const declarator = heldIn(file, node);
  const isList = kind === 'list' && declarator?.init && unwrapped(declarator.init) === node;
  return isList && file.variableOf(name) === file.variableOf(declarator.id) ? declarator : undefined;
}

const optionOf = ({ options, originOption }: Evidence): Slot | undefined =>
  options instanceof ObjectValue ? options.slots.get(originOption) : undefined;

/** Whether an expression is, or may come to be, the value of an option, and of nothing else. */
function isOnlyFor(file: SourceFile, node: Node, option: Node | undefined): boolean {
  const parent = file.parentOf(node);
  if (parent === undefined || parent === option) return parent !== undefined;
  if (/^(?:ConditionalExpression|LogicalExpression|TS\w+)$/.test(parent.type))
    return isOnlyFor(file, parent, option);
  if (parent.type !== 'VariableDeclarator') return false;
  const uses = (file.variableOf(parent.id)?.references ?? []).filter((reference) => reference.isRead());
  return uses.every(({ identifier }) => isOnlyFor(file, identifier, option));
}

/** Whether an option names whole origins, and nothing else that could be compared in another way. */
const isOfTexts = (value: Value): boolean =>
  typeof value === 'string' ||
  (value instanceof ArrayValue && value.items.every((item) => typeof item === 'string'));

/** Headers that hold the origin itself: they are written to listed origins from now on. */
function byHeader(
  file: SourceFile,
  { site, outcome: { evidence } }: Finding,
  { places }: HardCodedOrigins,
  list: AllowList,
): Move | undefined {
  const isHeader = ({ node }: OriginPlace): boolean => {
    const parent = file.parentOf(node);
    return (
      parent !== undefined &&
      (evidence.writes.includes(parent) ||
        (parent.type === 'Property' && keyName(parent)?.toLowerCase() === ALLOW_ORIGIN))
    );
  };
  if (!places.every(isHeader)) return undefined;
  const rewritten = site.rewrite(evidence, list);
  return typeof rewritten === 'string' ? rewritten : { edits: rewritten, doubt: undefined };
}

/** The list in the stead of each place; what is declared once and used at each request becomes a function. */
function inPlace(
  file: SourceFile,
  { outcome: { evidence } }: Finding,
  { places }: HardCodedOrigins,
  list: AllowList,
): Move {
  const option = optionOf(evidence)?.writer;
  const edits: TextEdit[] = [];
  const doubts = new Set<string>();
  const declarators = new Set<Node>();
  for (const place of places) {
    // What reads a text elsewhere would not do with a list.
    if (place.kind === 'value' && !isOnlyFor(file, place.node, option)) return NOWHERE;
    if (beginsStatement(file, place.node)) return 'a line begins with them';
    const [owner] = functionsAround(file, place.node);
    const handler = evidence.writes.at(-1);
    const isInHandler =
      owner !== undefined && handler !== undefined && functionsAround(file, handler)[0] === owner;
    if (list.context !== undefined || (list.isOfHandler === true && !isInHandler))
      return 'the environment comes with each request, and is not at hand where they are written';
    edits.push(...placeEdits(file, place, list.text));
    if (hasComments(file, place)) doubts.add(COMMENTED);
    if (owner || !list.readsEnvironment) continue;
    const declarator = heldIn(file, place.node);
    const asFunction = declarator && functionEdits(file, declarator);
    if (!asFunction) doubts.add(LOADED);
    else if (!declarators.has(declarator)) edits.push(...asFunction.edits);
    if (declarator) declarators.add(declarator);
  }
  return { edits, doubt: [...doubts][0] };
}

/** What stands before the line could be taken to go on, were there no semicolon. */
function beginsStatement(file: SourceFile, node: Node): boolean {
  for (
    let outer = file.parentOf(node);
    outer && outer.range[0] === node.range[0];
    outer = file.parentOf(outer)
  )
    if (outer.type === 'ExpressionStatement') return true;
  return false;
}
