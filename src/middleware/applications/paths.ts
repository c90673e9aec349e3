import { ArrayValue, type Value } from '../../interpret/values.js';

/** Which paths a layer is asked for. `unknown` where the program does not spell them out. */
export type PathPattern =
  | { readonly kind: 'known'; readonly segments: readonly string[]; readonly isPrefix: boolean }
  | { readonly kind: 'unknown' };

/** Every path. */
export const ANY_PATH: PathPattern = { kind: 'known', segments: [], isPrefix: true };

/** The path of what this stands under, and nothing below it. */
export const SAME_PATH: PathPattern = { kind: 'known', segments: [], isPrefix: false };

export const UNKNOWN_PATH: PathPattern = { kind: 'unknown' };

/** Takes the rest of a path: `*`, `(.*)`, and what path-to-regexp 8 writes `*name` or `{*name}`. */
const REST = /^(?:\*\w*|\{\*\w+\}|\(\.\*\)|:\w+\(\.\*\)|:\w+\*)$/;
/** One segment, whatever it is. */
const PARAMETER = /^:\w+$/;
/** Characters that path languages give a meaning to. */
const SPECIAL = /[()[\]{}*+?!:|]/;

/**
 * The pattern a program gives as the path of a layer, in the language that Express, Koa's router, Hono and Fastify have in
 * common: segments, `:name` for one of them, `*` for the rest.
 */
export function pathPattern(value: Value, isPrefix: boolean): PathPattern {
  if (typeof value !== 'string') return UNKNOWN_PATH;
  const segments = value.split('/').filter((segment) => segment !== '');
  const rest = segments.findIndex((segment) => REST.test(segment));
  const before = rest === -1 ? segments : segments.slice(0, rest);
  const isKnown = before.every((segment) => PARAMETER.test(segment) || !SPECIAL.test(segment));
  if (!isKnown || (rest !== -1 && rest !== segments.length - 1)) return UNKNOWN_PATH;
  return { kind: 'known', segments: before, isPrefix: isPrefix || rest !== -1 };
}

/** The patterns a value gives that is one or, as an array, several of them. */
export const pathPatterns = (value: Value, isPrefix: boolean): PathPattern[] =>
  value instanceof ArrayValue
    ? value.items.map((item) => pathPattern(item, isPrefix))
    : [pathPattern(value, isPrefix)];

/** The pattern of what stands under another, as in a router under the path it is mounted at. */
export function below(outer: PathPattern, inner: PathPattern): PathPattern {
  if (outer.kind === 'unknown' || inner.kind === 'unknown') return UNKNOWN_PATH;
  return { ...inner, segments: [...outer.segments, ...inner.segments] };
}

/** A path that a pattern matches, as segments; undefined where that is not known. */
export const samplePath = (pattern: PathPattern): readonly string[] | undefined =>
  pattern.kind === 'unknown'
    ? undefined
    : pattern.segments.map((segment) => (PARAMETER.test(segment) ? segment.slice(1) : segment));

/** Whether a pattern matches a path for certain. */
export function matchesPath(pattern: PathPattern, path: readonly string[]): boolean {
  if (pattern.kind === 'unknown') return false;
  const { segments, isPrefix } = pattern;
  if (isPrefix ? path.length < segments.length : path.length !== segments.length) return false;
  return segments.every((segment, index) => PARAMETER.test(segment) || segment === path[index]);
}
