import type { Node } from '../source/syntax.js';

/** A token as ESLint's token store reads it, without its location. */
export interface BareToken {
  type: string;
  value: string;
  range: [number, number];
  regex?: { pattern: string; flags: string };
}

/** The reserved words that `@typescript-eslint/typescript-estree` types as keywords; contextual ones are identifiers. */
const KEYWORDS = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends finally for function if ' +
    'implements import in instanceof interface let new package private protected public return static super switch this ' +
    'throw try typeof var void while with yield'
  ).split(' '),
);

const IDENTIFIER = /(?:[\p{ID_Continue}$\u200c\u200d]|\\u[0-9a-f]{4}|\\u\{[0-9a-f]+\})+/iuy;
const PUNCTUATOR =
  />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|&&|\|\||\?\?|\?\.|\*\*|<<|>>|./suy;
const BLANK = /[\s\ufeff]+/uy;

/**
 * The tokens of a parsed text. oxc-parser gives none, but ESLint wants them, and the tree already says where everything
 * hard to tell lies (strings, regular expressions, templates, JSX text): the rest is words and punctuators.
 */
export function tokensOf(
  text: string,
  nodes: readonly Node[],
  comments: readonly { range: [number, number] }[],
): BareToken[] {
  const known = new Map<number, BareToken>();
  const names = new Set<number>();
  const metas: number[] = [];
  const attributeTexts: number[] = [];
  const singles = new Set<number>();
  for (const node of nodes) {
    const token = tokenOfLeaf(text, node);
    if (token) known.set(token.range[0], token);
    // `promise.catch`, `{ default: 1 }`: a reserved word that names something.
    if (node.type === 'Identifier') names.add(node.range[0]);
    if (node.type === 'MetaProperty') metas.push(node.range[0]);
    // `Map<string, Set<string>>`: the closing brackets are two tokens, not a shift operator.
    if (node.type === 'TSTypeParameterInstantiation' || node.type === 'TSTypeParameterDeclaration') {
      singles.add(node.range[0]).add(node.range[1] - 1);
    }
    if (node.type === 'JSXAttribute' && node.value?.type === 'Literal')
      attributeTexts.push(node.value.range[0]);
  }
  // The `import` of `import.meta` and the `new` of `new.target` are identifiers of the tree and keywords of the text.
  for (const meta of metas) names.delete(meta);
  for (const start of attributeTexts) {
    const token = known.get(start);
    if (token) token.type = 'JSXText';
  }
  const skips = new Map(comments.map((comment) => comment.range));

  const tokens: BareToken[] = [];
  let offset = 0;
  while (offset < text.length) {
    // JSX text may begin with a blank, so what the tree knows comes first.
    const end = known.has(offset) ? undefined : (skips.get(offset) ?? endOfMatch(BLANK, text, offset));
    if (end !== undefined) {
      offset = end;
      continue;
    }
    const token =
      known.get(offset) ?? wordAt(text, offset, names) ?? punctuatorAt(text, offset, singles, known);
    tokens.push(token);
    offset = token.range[1];
  }
  return tokens;
}

function tokenOfLeaf(text: string, node: Node): BareToken | undefined {
  const token = (type: string): BareToken => ({
    type,
    value: text.slice(node.range[0], node.range[1]),
    range: [node.range[0], node.range[1]],
  });
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return { ...token('RegularExpression'), regex: node.regex };
      if (typeof node.value === 'string') return token('String');
      return typeof node.value === 'number' || 'bigint' in node ? token('Numeric') : undefined;
    case 'TemplateElement':
      return token('Template');
    case 'JSXText':
      return node.range[0] < node.range[1] ? token('JSXText') : undefined;
    case 'JSXIdentifier':
      return token('JSXIdentifier');
    default:
      return undefined;
  }
}

function wordAt(text: string, offset: number, names: ReadonlySet<number>): BareToken | undefined {
  const isPrivate = text[offset] === '#';
  const end = endOfMatch(IDENTIFIER, text, isPrivate ? offset + 1 : offset);
  if (end === undefined) return undefined;
  const value = text.slice(isPrivate ? offset + 1 : offset, end);
  if (isPrivate) return { type: 'PrivateIdentifier', value, range: [offset, end] };
  return { type: names.has(offset) ? 'Identifier' : typeOfWord(value), value, range: [offset, end] };
}

function typeOfWord(word: string): string {
  if (word === 'true' || word === 'false') return 'Boolean';
  if (word === 'null') return 'Null';
  return KEYWORDS.has(word) ? 'Keyword' : 'Identifier';
}

function punctuatorAt(
  text: string,
  offset: number,
  singles: ReadonlySet<number>,
  known: ReadonlyMap<number, BareToken>,
): BareToken {
  let end = singles.has(offset) ? offset + 1 : (endOfMatch(PUNCTUATOR, text, offset) ?? offset + 1);
  // `a ?.5 : b` and `<b>=</b>`: a number or JSX text begins inside the longest punctuator.
  for (let inside = offset + 1; inside < end; inside++) if (known.has(inside)) end = inside;
  return { type: 'Punctuator', value: text.slice(offset, end), range: [offset, end] };
}

/** Where the sticky `pattern` ends when matched at `offset`. */
function endOfMatch(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
