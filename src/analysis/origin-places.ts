import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';
import { derived } from '../interpret/operators.js';
import type { Replacement } from '../interpret/run.js';
import { ArrayValue, Unknown } from '../interpret/values.js';
import type { Site } from '../middleware/middleware.js';
import { ATTACKER, sampleOrigin } from '../policy/origins.js';
import type { EnvironmentState } from '../policy/probe.js';
import { isClosed } from './judge.js';
import { OriginCheck } from './origin-check.js';
import type { Replacements } from './simulate.js';

/** Where the source spells out origins: what would become an array, or a look into one. */
export type OriginPlace =
  | { readonly kind: 'list'; readonly node: TSESTree.ArrayExpression; readonly moved: readonly Node[] }
  /** `other` is what is compared with the origins; `isNegated` where it must be none of them. */
  | {
      readonly kind: 'comparison';
      readonly node: Node;
      readonly other: Node;
      readonly isNegated: boolean;
    }
  | { readonly kind: 'value'; readonly node: Node };

/** The places of some expressions that give origins, in source order. */
export function placesOf(file: SourceFile, nodes: readonly Node[]): OriginPlace[] {
  const lists = new Map<TSESTree.ArrayExpression, Node[]>();
  const comparisons: Comparison[] = [];
  const values: OriginPlace[] = [];
  for (const node of nodes) {
    const parent = file.parentOf(node);
    if (parent?.type === 'ArrayExpression') lists.set(parent, [...(lists.get(parent) ?? []), node]);
    else if (parent?.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator)) {
      const other = parent.left === node ? parent.right : parent.left;
      comparisons.push({
        kind: 'comparison',
        node: parent,
        other,
        isNegated: parent.operator.startsWith('!'),
      });
    } else values.push({ kind: 'value', node });
  }
  const listed = [...lists].map(([node, moved]): OriginPlace => ({ kind: 'list', node, moved }));
  return [...listed, ...joined(file, comparisons), ...values].sort(
    (left, right) => left.node.range[0] - right.node.range[0],
  );
}

type Comparison = Extract<OriginPlace, { kind: 'comparison' }>;

/** `origin === a || origin === b` is one place, and so is `origin !== a && origin !== b`. */
function joined(file: SourceFile, comparisons: readonly Comparison[]): Comparison[] {
  const left = [...comparisons];
  for (const node of file.nodesOfType('LogicalExpression').toReversed()) {
    const parts = left.filter((one) => one.node === node.left || one.node === node.right);
    const [one, other] = parts;
    if (!one || !other || file.textOf(one.other) !== file.textOf(other.other)) continue;
    if (one.isNegated !== other.isNegated || node.operator !== (one.isNegated ? '&&' : '||')) continue;
    left.splice(left.indexOf(other), 1);
    left.splice(left.indexOf(one), 1, { ...one, node });
  }
  return left;
}

/** Another entry of the list: what holds for one entry may not hold for two. */
const FURTHER = sampleOrigin('a further entry');

/**
 * Whether an array in the stead of every place admits `origins`, and others that are put into it; and refuses them, and
 * everybody else who is refused now, once it is empty.
 */
export function areMovable(
  file: SourceFile,
  site: Site,
  places: readonly OriginPlace[],
  origins: readonly string[],
): boolean {
  const check = new OriginCheck(file, site);
  const full = replacements(places, origins, [...origins, FURTHER]);
  const empty = replacements(places, origins, []);
  const kept = check.admittedBeside([]).filter(({ origin }) => !origins.includes(origin));
  return (
    [...origins, FURTHER].every((origin) => check.admits(origin, ALL_SET, full)) &&
    !check.admits(ATTACKER, ALL_SET, full) &&
    origins.every((origin) => !check.admits(origin, ALL_SET, empty)) &&
    isClosed(file, site, empty) &&
    kept.every(({ origin, environment }) =>
      [full, empty].every((moved) => check.admits(origin, environment, moved)),
    )
  );
}

const ALL_SET: EnvironmentState = { kind: 'all set' };

/** What the places give with `listed` in the stead of `origins`. */
function replacements(
  places: readonly OriginPlace[],
  origins: readonly string[],
  listed: readonly string[],
): Replacements {
  return new Map(places.map((place) => [place.node, replacementAt(place, origins, listed)]));
}

function replacementAt(
  place: OriginPlace,
  origins: readonly string[],
  listed: readonly string[],
): Replacement {
  switch (place.kind) {
    case 'value':
      return () => new ArrayValue([...listed]);
    case 'list':
      return (evaluateOriginal) => {
        const value = evaluateOriginal(place.node);
        if (!(value instanceof ArrayValue)) return value;
        const kept = value.items.filter((item) => typeof item !== 'string' || !origins.includes(item));
        return new ArrayValue([...listed, ...kept]);
      };
    case 'comparison':
      return (evaluateOriginal, run) => {
        const value = evaluateOriginal(place.other);
        if (value instanceof Unknown) return derived(run, value.reason, [value]);
        return (typeof value === 'string' && listed.includes(value)) !== place.isNegated;
      };
  }
}
