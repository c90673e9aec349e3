import { getMember } from '../interpret/members.js';
import { constructRegExp, matches } from '../interpret/natives/regexp.js';
import { toText, truthy } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ObjectValue, opaque, PlainObject, RegExpValue, Unknown, type Value } from '../interpret/values.js';
import type { Request } from '../policy/probe.js';
import { headerOf } from './node-request.js';

/** What conditions took from a request, by the name under which a header of the rule may ask for it. */
export type Parameters = ReadonlyMap<string, Value>;

/**
 * Whether a request is one that `has` and `missing` of a rule ask for, and what they take from it; undefined if it is not
 * (next 16.4.5, `dist/shared/lib/router/utils/prepare-destination.js`:57–121, `matchHas`).
 */
export function matchConditions(
  run: Run,
  conditions: { readonly has: readonly Value[]; readonly missing: readonly Value[] },
  request: Request,
): Parameters | undefined {
  const parameters = new Map<string, Value>();
  const isMet = (condition: Value): boolean => meets(run, condition, request, parameters);
  return conditions.has.every(isMet) && !conditions.missing.some(isMet) ? parameters : undefined;
}

function meets(run: Run, condition: Value, request: Request, parameters: Map<string, Value>): boolean {
  const [type, name] = ['type', 'key'].map((member) => toText(run, getMember(run, condition, member)));
  const wanted = getMember(run, condition, 'value');
  if (typeof type !== 'string' || typeof name !== 'string')
    throw new Undecided('a condition that is not known');
  const key = type === 'header' ? name.toLowerCase() : name;
  const value = valueIn(request, type, key);
  if (!truthy(run, value)) return false;
  if (!truthy(run, wanted)) {
    // Other characters would mean something in a pattern of a path (:44–56).
    parameters.set(key.replaceAll(/[^a-z]/gi, ''), value);
    return true;
  }
  return fits(run, wanted, value, condition, parameters);
}

/** What a condition is about, as far as a page decides it. */
function valueIn(request: Request, type: string, key: string): Value {
  switch (type) {
    case 'header':
      return headerOf(request, key);
    case 'query':
      return new Unknown('request', `the query parameter ${key}`);
    default:
      return opaque(`a condition on the ${type} of a request`);
  }
}

/** `^value$` against what the request has; the named groups are parameters. */
function fits(
  run: Run,
  wanted: Value,
  value: Value,
  condition: Value,
  parameters: Map<string, Value>,
): boolean {
  const text = toText(run, wanted);
  const pattern = constructRegExp(run, [typeof text === 'string' ? `^${text}$` : text]);
  if (!(pattern instanceof RegExpValue)) throw new Undecided('a condition whose pattern is not known');
  if (condition instanceof ObjectValue && condition.origin) run.recorder?.gave(condition.origin, pattern);
  if (value instanceof Unknown) return truthy(run, new Unknown(value.provenance, value.reason));
  const found = typeof value === 'string' ? matches(run, pattern, value, 'first') : [];
  if (found instanceof Unknown) throw new Undecided(found.reason);
  const [match] = found;
  if (match?.named instanceof PlainObject)
    for (const [name, group] of match.named.slots) parameters.set(name, group.value);
  return match !== undefined;
}

/**
 * The value of a header with the parameters put in that it names as `:name` (`compileNonPath`, :122–139). Throws `Undecided`
 * where it takes something else from the request, such as a part of the path.
 */
export function withParameters(run: Run, value: Value, parameters: Parameters): Value {
  const text = toText(run, value);
  if (typeof text !== 'string') return value;
  const [, whole] = /^:(\w+)[*?+]?$/.exec(text) ?? [];
  const chosen = whole === undefined ? undefined : parameters.get(whole);
  if (chosen !== undefined) return chosen;
  return text.replaceAll(/:([a-z_]\w*)[*?+]?/gi, (_place, name: string) => {
    const part = toText(run, parameters.get(name));
    if (!parameters.has(name) || part instanceof Unknown)
      throw new Undecided('the header takes its value from the request');
    return part;
  });
}
