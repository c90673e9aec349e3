import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { elementRemoval } from '../source/list-edits.js';
import { unwrapped, type Node } from '../source/syntax.js';
import { PlainObject } from '../interpret/values.js';
import type { Evidence, Site } from '../middleware/middleware.js';
import type { MisspelledOrigin } from '../policy/misspelled-origin.js';

/** How a dead entry is corrected. What needs judgement is not to be applied unseen; `edits` is undefined where nobody can say. */
export interface Correction {
  readonly edits: readonly TextEdit[] | undefined;
  readonly needsJudgement: boolean;
}

interface Entry {
  readonly node: Node;
  readonly entry: MisspelledOrigin;
}

const NONE: Correction = { edits: undefined, needsJudgement: true };

/**
 * The correction of a dead entry: the origin it names as browsers spell it, or without the entry where it names none and
 * others stand beside it. `admitsList` says whether a list of origins in its place would admit each of them.
 */
export function correction(
  file: SourceFile,
  site: Site,
  evidence: Evidence,
  { node, entry }: Entry,
  admitsList: (origins: readonly string[]) => boolean,
): Correction {
  const list = listAround(file, node);
  const isOnlyEntry = isKeptHere(file, site, evidence, node);
  switch (entry.misspelling) {
    case 'asterisk alone':
      return list && list.elements.length > 1
        ? { edits: [elementRemoval(list, elementOf(file, node))], needsJudgement: !isOnlyEntry }
        : NONE;
    case 'asterisk':
      return NONE;
    case 'several in one': {
      const quoted = entry.meant.map((origin) => quotedAs(file, node, origin)).join(', ');
      if (list) return { edits: [replaceNode(node, quoted)], needsJudgement: !isOnlyEntry };
      return isOriginOption(file, evidence, node) && admitsList(entry.meant)
        ? { edits: [replaceNode(node, `[${quoted}]`)], needsJudgement: false }
        : NONE;
    }
    case 'no scheme':
    case 'path':
    case 'user name':
      return { edits: [respelled(file, node, entry)], needsJudgement: true };
    case 'trailing slash':
    case 'default port':
    case 'letter case':
    case 'another spelling':
      return { edits: [respelled(file, node, entry)], needsJudgement: !isOnlyEntry };
  }
}

const respelled = (file: SourceFile, node: Node, { meant: [origin] }: MisspelledOrigin): TextEdit =>
  replaceNode(node, quotedAs(file, node, origin));

/** A text in the quotes of the one it replaces; no serialized origin has a character that would have to be escaped. */
function quotedAs(file: SourceFile, node: Node, text: string): string {
  const quote = file.textOf(node).charAt(0);
  return `${quote}${text}${quote}`;
}

/** The text with the wrappers of TypeScript around it. */
function elementOf(file: SourceFile, node: Node): Node {
  let element = node;
  for (const parent of ancestorsOf(file, node)) {
    if (unwrapped(parent) !== node) break;
    element = parent;
  }
  return element;
}

function listAround(file: SourceFile, node: Node): TSESTree.ArrayExpression | undefined {
  const parent = file.parentOf(elementOf(file, node));
  return parent?.type === 'ArrayExpression' ? parent : undefined;
}

/** Whether the text is the value of the option that decides. */
function isOriginOption(file: SourceFile, { options, originOption }: Evidence, node: Node): boolean {
  const writer = options instanceof PlainObject ? options.slots.get(originOption)?.writer : undefined;
  return writer?.type === 'Property' && writer === file.parentOf(elementOf(file, node)) && !writer.shorthand;
}

/**
 * Whether the text serves nothing but the check. One that is bound to a name may be put together with a path elsewhere, and
 * would be missing its slash there.
 */
function isKeptHere(file: SourceFile, site: Site, evidence: Evidence, node: Node): boolean {
  const list = listAround(file, node);
  const holder = file.parentOf(elementOf(file, list ?? node));
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
    const variable = file.variableOf(holder.id);
    const isTakenApart = variable?.references.some(({ identifier }) => {
      const use = file.parentOf(identifier);
      return use?.type === 'MemberExpression' && use.object === identifier && use.computed;
    });
    return list !== undefined && isTakenApart === false;
  }
  return (
    list !== undefined ||
    holder?.type === 'BinaryExpression' ||
    isOriginOption(file, evidence, node) ||
    site.roots.some((root) => [...ancestorsOf(file, node)].includes(root))
  );
}
