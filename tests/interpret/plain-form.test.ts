import { describe, expect, it } from 'vitest';
import { plainForm } from '../../src/interpret/plain-form.js';
import { native, PlainObject } from '../../src/interpret/values.js';
import { interpret } from '../harness/interpret.js';

const formOf = (program: string): string => {
  const outcome = interpret(program);
  if (outcome.kind !== 'value') throw new Error(outcome.kind);
  return plainForm(outcome.value);
};

describe('a value in plain form', () => {
  it.each([
    ['undefined;', 'undefined'],
    ['null;', 'null'],
    ['-0.5;', '-0.5'],
    ['10n;', '10n'],
    [`"it's" + '\\n"';`, `'it\\'s\\n"'`],
    [`'\\u001b[2J\\u0007';`, `'\\u001b[2J\\u0007'`],
    [`['*', true, undefined];`, `['*', true, undefined]`],
    ['[1, 2, 3, 4, 5, 6, 7, 8];', '[1, 2, 3, 4, 5, 6, … 2 more]'],
    [`({ origin: '*', 'x-y': { credentials: true } });`, `{ origin: '*', 'x-y': { credentials: true } }`],
    ['({});', '{}'],
    ['({ a: { b: { c: { d: 1 } } } });', '{ a: { b: { c: … } } }'],
    [`new Set(['a', 'b']);`, `Set {'a', 'b'}`],
    [`new Map([['a', 1]]);`, `Map {'a' => 1}`],
    ['/^a.b$/i;', '/^a.b$/i'],
    [`new URL('https://example.com/x');`, `URL 'https://example.com/x'`],
    [`new TypeError('no');`, `TypeError('no')`],
    ['(async () => 1)();', 'a promise fulfilled with 1'],
    ['(() => 1);', 'a function'],
    [`import { x } from './x.js'; x;`, `unknown ('./x.js' is another module)`],
    [`import { x } from './x.js'; ({ a: 1, ...x });`, `{ unknown members ('./x.js' is another module) }`],
    ['process;', 'the process'],
  ])('of %s is %s', (program, form) => {
    expect(formOf(program)).toBe(form);
  });

  it('is cut to a sane length', () => {
    expect(formOf(`'x'.repeat(5000);`)).toBe(`'${'x'.repeat(79)}…'`);
    expect(formOf(`'x'.repeat(80);`)).toBe(`'${'x'.repeat(80)}'`);
    expect(formOf(`'x'.repeat(81);`)).toBe(`'${'x'.repeat(79)}…'`);
    expect(formOf('[1, 2, 3, 4, 5, 6];')).toBe('[1, 2, 3, 4, 5, 6]');
    expect(formOf('[1, 2, 3, 4, 5, 6, 7];')).toBe('[1, 2, 3, 4, 5, 6, … 1 more]');
    expect(
      formOf(
        `({ ${'abcdef'
          .split('')
          .map((name) => `${name}: 'y'.repeat(70)`)
          .join()} });`,
      ),
    ).toHaveLength(240);
  });

  it('names an accessor without running it', () => {
    const object = new PlainObject();
    const slot = {
      get value(): never {
        throw new Error('ran');
      },
      writer: undefined,
      accessor: { get: native('get', () => 1), set: undefined },
    };
    object.slots.set('origin', slot);
    expect(plainForm(object)).toBe('{ origin: an accessor }');
  });
});
