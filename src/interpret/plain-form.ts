import {
  ArrayValue,
  ErrorValue,
  HostObject,
  isCallable,
  MapValue,
  ObjectValue,
  PromiseValue,
  RegExpValue,
  SetValue,
  Unknown,
  UrlValue,
  type Value,
} from './values.js';

/** Characters of a text, elements of a list, and levels of an object that are shown. */
const MAX_TEXT = 80;
const MAX_ITEMS = 6;
const MAX_LEVELS = 3;
/** Characters of the whole. */
const MAX_LENGTH = 240;

/**
 * A value as a person would write it, on one line and of limited length. It runs nothing of the program: an accessor is
 * named, not asked. Texts are quoted, with control characters written out.
 */
export const plainForm = (value: Value): string => cut(formOf(value, MAX_LEVELS), MAX_LENGTH);

/** `text`, or its beginning where it is longer than `length` characters. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${[...text.slice(0, length)].slice(0, -1).join('')}…`;
}

function formOf(value: Value, levels: number): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Unknown) return `unknown (${cut(value.reason, MAX_LENGTH / 2)})`;
  if (!(value instanceof ObjectValue)) return typeof value === 'bigint' ? `${value}n` : String(value);
  if (isCallable(value)) return 'a function';
  if (value instanceof HostObject) return `the ${value.description}`;
  if (value instanceof RegExpValue) return cut(`/${value.source}/${value.flags}`, MAX_TEXT);
  if (value instanceof UrlValue) return `URL ${quoted(value.url.href)}`;
  if (value instanceof ErrorValue)
    return value.message instanceof Unknown ? value.name : `${value.name}(${formOf(value.message, 0)})`;
  if (levels === 0) return '…';
  if (value instanceof PromiseValue)
    return `a promise ${value.state} with ${formOf(value.result, levels - 1)}`;
  if (value instanceof ArrayValue) return `[${listed(value.items, (item) => formOf(item, levels - 1))}]`;
  if (value instanceof SetValue) return `Set {${listed(value.items, (item) => formOf(item, levels - 1))}}`;
  if (value instanceof MapValue)
    return `Map {${listed(value.entries, ([key, part]) => `${formOf(key, 0)} => ${formOf(part, levels - 1)}`)}}`;
  return objectForm(value, levels);
}

function objectForm(object: ObjectValue, levels: number): string {
  const { unseenMembers } = object;
  const parts = listed([...object.slots], ([name, slot]) => {
    const key = /^[\w$]+$/.test(name) ? name : quoted(name);
    return `${key}: ${slot.accessor ? 'an accessor' : formOf(slot.value, levels - 1)}`;
  });
  const unseen = unseenMembers ? `unknown members (${unseenMembers.reason})` : '';
  const inner = [parts, unseen].filter((part) => part !== '').join(', ');
  return inner === '' ? '{}' : `{ ${inner} }`;
}

function listed<T>(items: readonly T[], form: (item: T) => string): string {
  const shown = items.slice(0, MAX_ITEMS).map(form).join(', ');
  return items.length > MAX_ITEMS ? `${shown}, … ${items.length - MAX_ITEMS} more` : shown;
}

/** Between single quotes, with what JSON escapes escaped. */
function quoted(text: string): string {
  const inner = JSON.stringify(cut(text, MAX_TEXT)).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
