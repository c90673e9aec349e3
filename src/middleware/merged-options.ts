import { ObjectValue, PlainObject, type Value } from '../interpret/values.js';
import type { Evidence } from './middleware.js';

/** Options copied over a library's defaults, as `Object.assign` and spread do it: an own `undefined` replaces the default. */
export interface MergedOptions {
  /** Whether the program gives the option, if only as `undefined`. */
  has(name: string): boolean;
  /** What the program gives; undefined where it gives nothing. */
  read(name: string): Value;
  /** What takes effect. */
  readOr(name: string, byDefault: Value): Value;
}

/** Reads options of which the later ones replace the earlier. What is no object brings nothing. */
export function mergedOptions(...given: readonly Value[]): MergedOptions {
  const objects = given.filter((value) => value instanceof ObjectValue).reverse();
  const holderOf = (name: string) =>
    objects.find((object) => object.slots.has(name) || object.unseenMembers !== undefined);
  const read = (name: string): Value => {
    const holder = holderOf(name);
    return holder?.slots.has(name) ? holder.slots.get(name)?.value : holder?.unseenMembers;
  };
  return {
    has: (name) => holderOf(name) !== undefined,
    read,
    readOr: (name, byDefault) => (holderOf(name) ? read(name) : byDefault),
  };
}

/** The names in an options object that its library does not know. */
export function ignoredIn(given: Value, known: readonly string[]): Evidence['ignored'] {
  if (given instanceof PlainObject) return [...given.slots.keys()].filter((name) => !known.includes(name));
  return given === undefined || given === null || given === false ? [] : 'not an options object';
}
