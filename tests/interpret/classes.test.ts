import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';
import { sliced } from '../harness/sliced.js';

describe('parameters that are properties', () => {
  test.each([
    [
      'class A { constructor(private readonly list: string[]) {} has(x) { return this.list.includes(x); } } new A(["a"]).has("a")',
      true,
    ],
    [
      'class A { constructor(first, public second) {} } const { first, second } = new A(1, 2); [first, second]',
      [undefined, 2],
    ],
    ['class A { constructor(public list = ["a"]) {} } new A(["b"]).list', ['b']],
    ['class A { b; constructor(public a) {} } new A(1).a', 1],
    ['class A { m(list) {} constructor(public a) {} static s(a) {} } new A(1).a', 1],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('one with a default that nobody gives', () => {
    expect(reasonOf('class A { constructor(public list = ["a"]) {} } new A().list')).toBe(
      'a parameter with a default',
    );
  });
});

describe('members of a parent', () => {
  test.each([
    ['class A { m() { return 1; } } class B extends A { m() { return super.m() + 1; } } new B().m()', 2],
    [
      'class A { static m() { return 1; } } class B extends A { static m() { return super.m() + 1; } } B.m()',
      2,
    ],
    [
      'class A { m() { return 1; } } class B extends A {} class C extends B { m() { return super.m(); } } new C().m()',
      1,
    ],
    [
      'class A { m() { return this.x; } } class B extends A { x = 3; m() { return super["m"](); } } new B().m()',
      3,
    ],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    [
      'class A { get g() { return 1; } } class B extends A { m() { return super.g; } } new B().m()',
      'an accessor of a parent class',
    ],
    [
      'class A {} class B extends A { m() { return super.toString; } } new B().m()',
      'a member of a parent class of the platform',
    ],
    [
      'class B extends Error { m() { return super.x; } } new B().m()',
      'a member of a parent class of the platform',
    ],
    [
      'class A { m() { return 1; } } class B extends A { m() { return super[seen]; } } new B().m()',
      'a member of a parent',
    ],
  ])('%s is unknown', (program, reason) => {
    expect(reasonOf(program)).toBe(reason);
  });

  test('of a class nobody sees', () => {
    expect(reasonOf('class B extends Seen { m() { return super.m; } } new B().m()')).toMatch(/Seen/);
  });
});

describe('decorators', () => {
  test.each([
    ['of a class', '@Use(probe("a")) class A {}', ['a']],
    ['of a method', 'class A { @Use(probe("a")) m() {} }', ['a']],
    ['of a field', 'class A { @Use(probe("a")) list = []; }', ['a']],
    ['that is itself the call', '@probe("a") class A {}', ['a']],
    ['of two classes', '@Use(probe("a")) class A {} @Use(probe("b")) class B {}', ['a', 'b']],
    ['and not a field without one', 'class A { static list = [probe("a")]; }', ['a']],
  ])('somebody looks at are evaluated: one %s', (_name, program, expected) => {
    expect(sliced(program).seen).toEqual(expected);
  });

  test('nobody looks at decide nothing', () => {
    let asked = 0;
    const program =
      'probe("a"); @Use(data ? 1 : 2) class A { static list = ["b"]; @Use(data ? 1 : 2) m() {} } probe(A.list);';
    expect(sliced(program, { choose: () => ++asked > 0 }).seen).toEqual(['a', ['b']]);
    expect(asked).toBe(0);
  });
});
