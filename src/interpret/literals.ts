import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, type Node } from '../source/syntax.js';
import { call } from './call.js';
import { slotFor } from './classes.js';
import { calleeOf, evaluate } from './evaluate.js';
import type { Frame } from './frame.js';
import { iterate } from './iterate.js';
import { forgetMembers } from './members.js';
import { ownEntries } from './natives/object-members.js';
import { binary, derived, toText } from './operators.js';
import type { Run } from './run.js';
import { ArrayValue, ObjectValue, opaque, PlainObject, RegExpValue, Unknown, type Value } from './values.js';

/** A number, text, boolean, regular expression or the like, as it is written. */
export function literal(node: TSESTree.Literal): Value {
  if ('regex' in node) return new RegExpValue(node.regex.pattern, [...node.regex.flags].sort().join(''));
  return node.value;
}

export function template(run: Run, node: TSESTree.TemplateLiteral, frame: Frame): Value {
  let result: Value = '';
  for (const [index, quasi] of node.quasis.entries()) {
    result = binary(run, '+', result, quasi.value.cooked);
    const expression = node.expressions[index];
    if (!expression) continue;
    const text = toText(run, evaluate(run, expression, frame));
    result = binary(run, '+', result, text);
  }
  return result;
}

/** A template behind a tag: the tag is called with the texts, which also know how they were written. */
export function taggedTemplate(run: Run, node: TSESTree.TaggedTemplateExpression, frame: Frame): Value {
  const { target, thisValue } = calleeOf(run, node.tag, frame);
  const values = node.quasi.expressions.map((expression) => evaluate(run, expression, frame));
  const strings = new ArrayValue(node.quasi.quasis.map((quasi) => quasi.value.cooked));
  const raw = new ArrayValue(node.quasi.quasis.map((quasi) => quasi.value.raw));
  strings.slots.set('raw', { value: raw, writer: undefined });
  return call(run, target, thisValue, [strings, ...values], node);
}

export function arrayLiteral(run: Run, node: TSESTree.ArrayExpression, frame: Frame): Value {
  const array = new ArrayValue();
  array.origin = node;
  for (const element of node.elements) {
    if (element?.type === 'SpreadElement') {
      const items = iterate(run, evaluate(run, element.argument, frame));
      if (items instanceof Unknown) return derived(run, 'an array with unknown elements', [items]);
      array.items.push(...items);
    } else {
      array.items.push(element ? evaluate(run, element, frame) : undefined);
    }
  }
  if (node.elements.includes(null)) forgetMembers(array, 'a sparse array');
  return array;
}

export function objectLiteral(run: Run, node: TSESTree.ObjectExpression, frame: Frame): Value {
  const object = new PlainObject();
  object.origin = node;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement')
      spreadInto(run, object, evaluate(run, property.argument, frame), property);
    else define(run, object, property, frame);
  }
  return object;
}

function define(run: Run, object: PlainObject, property: TSESTree.Property, frame: Frame): void {
  const written = keyName(property);
  const name = written ?? toText(run, evaluate(run, property.key, frame));
  if (typeof name !== 'string') {
    evaluate(run, property.value, frame);
    object.unseenMembers = opaque('a property with a computed name');
    object.slots.clear();
    return;
  }
  const value = evaluate(run, property.value, frame);
  if (property.kind === 'init') {
    // `{ __proto__: x }` gives the object a prototype; written any other way it is a property like others.
    if (name !== '__proto__' || property.computed || property.shorthand || property.method)
      object.slots.set(name, { value, writer: property });
    else if (value === null) object.isBare = true;
    else object.unseenMembers ??= opaque('a prototype set by the program');
    return;
  }
  const slot = slotFor(property, value, object.slots.get(name));
  const getter = slot.accessor?.get;
  object.slots.set(name, {
    ...slot,
    // Whoever looks at the slot reads the property, at that moment.
    get value() {
      return getter === undefined ? undefined : call(run, getter, object, []);
    },
  });
}

/** `{ ...value }`. Unknown properties may replace every property written before them. */
function spreadInto(run: Run, object: PlainObject, value: Value, writer: Node): void {
  const entries = ownEntries(run, value);
  if (entries instanceof Unknown) {
    // Spreading undefined, null or false adds nothing.
    if (entries.nullish === true || entries.truthy === false) return;
    object.slots.clear();
    object.unseenMembers = opaque(entries.reason);
    return;
  }
  for (const [key, part] of entries) {
    const before = value instanceof ObjectValue ? value.slots.get(key) : undefined;
    object.slots.set(key, { value: part, writer, copiedFrom: before?.copiedFrom ?? before?.writer });
  }
}
