import { basename } from 'node:path';
import { keyName, memberName, type Node } from '../source/syntax.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { ObjectValue, Unknown, type Value } from '../interpret/values.js';
import { KEPT, keepHeader } from './handlers/kept-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { mergedOptions } from './merged-options.js';
import {
  defineMiddleware,
  noEvidence,
  type Evidence,
  type Exchange,
  type Middleware,
  type Site,
} from './middleware.js';
import { decided } from './decided.js';

/**
 * The option `routeRules` of a configuration of Nitro or Nuxt: headers that are settled when the app is built. Line numbers
 * refer to `dist/core/index.mjs` of nitropack 2.13.6, where they are read; no app is booted for it, and nitro 3.0.0
 * is taken to do the same.
 */
export const routeRules: Middleware = defineMiddleware({
  name: 'nitro',
  packages: ['nitropack', 'nitro', 'nuxt'],
  isNoServer: true,
  triggers: ['cors', ALLOW_ORIGIN],
  find: (file) =>
    /^(?:nitro|nuxt)\.config\.[cm]?[jt]s$/.test(basename(file.path))
      ? file.nodes.flatMap((node) => {
          const rules = valueNamedRules(node);
          return rules ? [siteOf(rules)] : [];
        })
      : [],
});

/** `{ routeRules: … }` and `config.routeRules = …`. */
function valueNamedRules(node: Node): Node | undefined {
  if (node.type === 'Property') return keyName(node) === 'routeRules' ? node.value : undefined;
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  return memberName(node.left) === 'routeRules' ? node.right : undefined;
}

const siteOf = (node: Node): Site => ({
  middleware: routeRules,
  node,
  roots: [node],
  isHandler: false,
  place: ({ writes }) => writes.at(-1) ?? node,
  rewrite: () =>
    'route rules are settled when the app is built, before any request: take this one out here, and let a handler below `server/middleware` call `handleCors` of h3 with the list',
  observe: (exchange) => {
    const evidence = noEvidence();
    let given: Value;
    return {
      calls: new Map(),
      values: new Map([[node, (value: Value) => void (given = value)]]),
      evidence,
      respond: (run) => {
        respond(run, given, exchange, evidence);
      },
    };
  },
});

/** What the rule for one pattern of paths says about CORS. */
interface Rule {
  readonly pattern: string;
  readonly headers: readonly Header[];
  /** The option `origin`, in an object in the place of `true`. */
  readonly isIgnored: boolean;
}

interface Header {
  readonly name: string;
  readonly value: Value;
  readonly writer: Node | undefined;
}

/** Answers on the paths of one of the rules that name origins: which one, the page chooses. */
function respond(run: Run, given: Value, exchange: Exchange, evidence: Evidence): void {
  const rules = slotsOf(decided(given)).map(([pattern, { value }]) => ruleOf(run, pattern, value));
  const named = rules.filter(({ headers }) => headers.some(({ name }) => name === ALLOW_ORIGIN));
  const asked = chosenByPath(run, named);
  if (!asked) return;
  // Rules for some of the paths come before those for more of them (`dist/runtime/internal/route-rules.mjs`, `getRouteRulesForPath`).
  const used = rules
    .filter(({ pattern }) => covers(pattern, asked.pattern))
    .sort((left, right) => left.pattern.length - right.pattern.length);
  for (const { headers, isIgnored } of used) {
    if (isIgnored) {
      evidence.usesDefault = true;
      evidence.ignored = ['origin'];
    }
    for (const { name, value, writer } of headers)
      keepHeader(run, name, value, exchange, evidence.writes, writer, 'set');
  }
}

/** The one of `rules` on whose paths the page asks. */
export const chosenByPath = <Rule extends { readonly pattern: string }>(
  run: Run,
  rules: readonly Rule[],
): Rule | undefined =>
  rules.find(
    ({ pattern }, index) =>
      index === rules.length - 1 || truthy(run, new Unknown('request', `whether the path is ${pattern}`)),
  );

/** Any truthy `cors` stands for the wildcard, before the rule's own headers (`normalizeRouteRules`, :528–536). */
function ruleOf(run: Run, pattern: string, value: Value): Rule {
  const rule = mergedOptions(decided(value));
  const cors = decided(rule.read('cors'));
  const writer = value instanceof ObjectValue ? value.slots.get('cors')?.writer : undefined;
  const own = slotsOf(decided(rule.read('headers')))
    .map(([name, slot]): Header => ({ name: name.toLowerCase(), value: slot.value, writer: slot.writer }))
    .filter(({ name }) => KEPT.includes(name));
  return {
    pattern: `/${pattern.replace(/^\//, '')}`,
    headers: truthy(run, cors) ? [{ name: ALLOW_ORIGIN, value: '*', writer }, ...own] : own,
    isIgnored:
      cors instanceof ObjectValue &&
      cors.slots.has('origin') &&
      !own.some(({ name }) => name === ALLOW_ORIGIN),
  };
}

const slotsOf = (value: Value) => (value instanceof ObjectValue ? [...value.slots] : []);

/** Whether every path of `other` is one of `pattern`: a pattern ends in anything by `/**`. */
export function covers(pattern: string, other: string): boolean {
  const prefix = pattern.endsWith('/**') ? pattern.slice(0, -3) : undefined;
  return pattern === other || prefix === other || (prefix !== undefined && other.startsWith(`${prefix}/`));
}
