import type { SourceFile } from '../source/file.js';
import { insertAt, replaceNode, type TextEdit } from '../source/edits.js';
import { elementRemoval } from '../source/list-edits.js';
import { memberName, type Node } from '../source/syntax.js';
import type { Replacement } from '../interpret/run.js';
import { ArrayValue, RegExpValue, type Value } from '../interpret/values.js';
import { splitRegExp } from '../interpret/natives/regexp.js';
import type { Site } from '../middleware/middleware.js';
import { isLocalHost } from '../policy/local-host.js';
import type { Pattern } from '../policy/pattern-members.js';
import { TIGHTENINGS, tightened } from '../policy/tighter-pattern.js';
import type { UntrustedOrigin } from '../policy/untrusted-origin.js';
import { isClosed } from './judge.js';
import type { Admitted, Gap, OriginCheck } from './origin-check.js';
import { standIn, type Replacements } from './simulate.js';
import { withoutItem } from './without-item.js';

/** A rewrite, and what the rewritten expressions would give. */
interface Narrowing {
  readonly edits: readonly TextEdit[];
  readonly replacements: Replacements;
}

/** Narrowings tried for one site at the most. */
const MOST = 24;

/**
 * The smallest rewrite of a check that closes its gaps and keeps everybody else it admits: the origins it names, with
 * other ports, and below the names. Every rewrite is proved on the model before it is offered.
 */
export function narrowingRepair(
  file: SourceFile,
  site: Site,
  check: OriginCheck,
  gap: Gap,
): readonly TextEdit[] | undefined {
  const { kind } = gap.witness.untrusted;
  const gaps =
    kind === 'null' || kind === 'insecure'
      ? [gap]
      : check
          .lookAlikeGaps()
          .filter(
            ({ witness: { untrusted } }) => untrusted.kind === 'look-alike' || untrusted.kind === 'tenant',
          );
  const narrowings = narrowingsOf(file, check, gaps, kind);
  let kept: Admitted[] | undefined;
  return narrowings.slice(0, MOST).find(({ replacements }) => {
    if (!standIn(file, replacements)) return false;
    if (gaps.some((each) => isOpen(check, each, replacements))) return false;
    kept ??= check.admittedBeside(gaps).filter(({ origin }) => kind !== 'insecure' || !isInsecure(origin));
    const isSomebodyAdmitted =
      kind === 'insecure' ? admitsOverHttps(check, gap, replacements) : kept.length > 0;
    return (
      isSomebodyAdmitted &&
      kept.every(({ origin, environment }) => check.admits(origin, environment, replacements)) &&
      isClosed(file, site, replacements)
    );
  })?.edits;
}

const isInsecure = (origin: string): boolean =>
  origin.startsWith('http:') && !isLocalHost(new URL(origin).hostname);

const admitsOverHttps = (check: OriginCheck, { witness }: Gap, replacements: Replacements): boolean =>
  check.admits(witness.untrusted.origin.replace('http:', 'https:'), witness.probe.environment, replacements);

function narrowingsOf(
  file: SourceFile,
  check: OriginCheck,
  gaps: readonly Gap[],
  kind: UntrustedOrigin['kind'],
): Narrowing[] {
  switch (kind) {
    case 'look-alike':
    case 'tenant':
      return [...tighterPatterns(check, gaps), ...searchedLists(file, check)];
    case 'null':
      return withoutNull(file, check);
    case 'insecure':
      return overHttps(check, gaps);
    case 'sub-domain':
      return [];
  }
}

const isOpen = (check: OriginCheck, { witness }: Gap, replacements: Replacements): boolean =>
  check.admits(witness.untrusted.origin, witness.probe.environment, replacements);

/** The patterns that let somebody in, tightened. */
function tighterPatterns(check: OriginCheck, gaps: readonly Gap[]): Narrowing[] {
  const patterns = decidingPatterns(check, gaps);
  return TIGHTENINGS.flatMap((tightening) =>
    rewritten(patterns, (pattern) => tightened(pattern, tightening)),
  );
}

interface PatternLiteral extends Pattern {
  readonly node: Node;
}

/** The literals of patterns without which some gap would be closed. */
function decidingPatterns(check: OriginCheck, gaps: readonly Gap[]): PatternLiteral[] {
  return check.patternNodes().flatMap((node) => {
    if (node.type !== 'Literal' || !('regex' in node)) return [];
    const matchesNothing = new Map([[node, () => new RegExpValue('a^', '')]]);
    const decides = gaps.some((gap) => !isOpen(check, gap, matchesNothing));
    return decides ? [{ node, source: node.regex.pattern, flags: node.regex.flags }] : [];
  });
}

function rewritten(
  patterns: readonly PatternLiteral[],
  rewrite: (pattern: Pattern) => string | undefined,
): Narrowing[] {
  const changed = patterns.flatMap((pattern) => {
    const source = rewrite(pattern);
    return source === undefined || source === pattern.source ? [] : [{ ...pattern, source }];
  });
  if (changed.length === 0) return [];
  return [
    {
      edits: changed.map(({ node, source, flags }) => replaceNode(node, `/${source}/${flags}`)),
      replacements: new Map<Node, Replacement>(
        changed.map(({ node, source, flags }) => [
          node,
          () => new RegExpValue(source, [...flags].sort().join('')),
        ]),
      ),
    },
  ];
}

/** `https:` in the place of `http:`, in a text or a pattern. */
function overHttps(check: OriginCheck, gaps: readonly Gap[]): Narrowing[] {
  const texts = check.textNodes().flatMap((node): Narrowing[] => {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || !node.value.startsWith('http://'))
      return [];
    const text = node.value.replace('http:', 'https:');
    return [
      {
        edits: [replaceNode(node, node.raw.replace('http:', 'https:'))],
        replacements: new Map([[node, () => text]]),
      },
    ];
  });
  const patterns = rewritten(decidingPatterns(check, gaps), ({ source }) =>
    source.replaceAll('https?:', 'https:'),
  );
  return [...texts, ...patterns];
}

/** `text.includes(origin)` on a text that lists origins: the text is taken apart first. */
function searchedLists(file: SourceFile, check: OriginCheck): Narrowing[] {
  return check.textNodes().flatMap((node) => {
    const wrapper = file.parentOf(node);
    const object = wrapper?.type === 'TSNonNullExpression' ? wrapper : node;
    const member = file.parentOf(object);
    if (member?.type !== 'MemberExpression' || member.object !== object || member.computed) return [];
    const call = file.parentOf(member);
    const method = memberName(member);
    if (call?.type !== 'CallExpression' || call.callee !== member) return [];
    if (method !== 'includes' && method !== 'indexOf') return [];
    const split: Replacement = (evaluateOriginal, run): Value => {
      const text = evaluateOriginal(node);
      if (typeof text !== 'string') return text;
      const items = splitRegExp(run, new RegExpValue(SEPARATORS, ''), text);
      return Array.isArray(items) ? new ArrayValue(items) : items;
    };
    return [
      {
        edits: [insertAt(member.property.range[0], `split(/${SEPARATORS}/).`)],
        replacements: new Map([[node, split]]),
      },
    ];
  });
}

/** What stands between the origins of a list in one text. */
const SEPARATORS = String.raw`[\s,;]+`;

/** `'null'` taken out of a list, or out of alternatives. */
function withoutNull(file: SourceFile, check: OriginCheck): Narrowing[] {
  return check.textNodes().flatMap((node) => {
    if (node.type !== 'Literal' || node.value !== 'null') return [];
    const parent = file.parentOf(node);
    if (parent?.type === 'ArrayExpression') return [withoutElement(file, parent, node)];
    const alternatives = parent && file.parentOf(parent);
    if (parent?.type !== 'BinaryExpression' || alternatives?.type !== 'LogicalExpression') return [];
    const other = alternatives.left === parent ? alternatives.right : alternatives.left;
    return [
      {
        edits: [replaceNode(alternatives, file.textOf(other))],
        replacements: new Map<Node, Replacement>([
          [alternatives, (evaluateOriginal) => evaluateOriginal(other)],
        ]),
      },
    ];
  });
}

function withoutElement(
  file: SourceFile,
  list: Extract<Node, { type: 'ArrayExpression' }>,
  element: Node,
): Narrowing {
  return {
    edits: [elementRemoval(list, element)],
    replacements: new Map([[list, withoutItem(list, 'null')]]),
  };
}
