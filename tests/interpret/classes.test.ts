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

  test('what is written by way of super is not followed', () => {
    expect(
      reasonOf('class A {} class B extends A { m() { super.x = 1; return this.x; } } new B().m()'),
    ).toMatch(/by way of super/);
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

describe('members under a name nobody knows', () => {
  test.each([
    ['a field', 'class A { b = 1; [seen] = 2; } new A().b'],
    ['a field may be any', 'class A { [seen] = 1; } new A().b'],
    ['a static field', 'class A { static b = 1; static [seen] = 2; } A.b'],
    ['a static field of a parent', 'class A { static [seen] = 2; } class B extends A {} B.b'],
    ['a method', 'class A { b() { return 1; } [seen]() {} } new A().b()'],
    ['a method that may be any', 'class A { [seen]() {} } new A().b'],
    ['a static method', 'class A { static b() { return 1; } static [seen]() {} } A.b()'],
    ['an accessor', 'class A { get b() { return 1; } get [seen]() { return 2; } } new A().b'],
    ['a method of a parent', 'class A { [seen]() {} } class B extends A {} new B().b'],
    [
      'a method of a parent, by super',
      'class A { [seen]() {} } class B extends A { m() { return super.b; } } new B().m()',
    ],
    ['one asked for by in', 'class A { [seen]() {} } "b" in new A()'],
    ['a member of an object', '({ b: 1, [seen]: 2 }).b'],
    ['an accessor of an object', '({ b: 1, get [seen]() { return 2; } }).b'],
    ['a member read under such a name', 'class A { b() {} } new A()[seen]'],
    ['a part of a URL read under such a name', 'new URL("https://a.example")[seen]'],
    ['what is added to the prototype of a class', 'class A {} A.prototype.b = () => 1; new A().b'],
    ['an own property a parent may have made', 'class A extends Seen {} Object.hasOwn(new A(), "b")'],
  ])('%s', (_name, program) => {
    expect(reasonOf(program)).toBeDefined();
  });

  test.each([
    ['a field written behind it', 'class A { [seen] = 1; b = 2; } new A().b', 2],
    [
      'a method of the class that extends it',
      'class A { [seen]() {} } class B extends A { b() { return 1; } } new B().b()',
      1,
    ],
    ['the constructor', 'class A { constructor() { this.b = 1; } [seen]() {} } new A().b', 1],
    ['a method, beside a field: fields hide methods', 'class A { b = 1; [seen]() {} } new A().b', 1],
  ])('what they cannot be is known: %s', (_name, program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('a computed name is computed once, outside of the instance', () => {
    expect(
      valueOf(
        'let n = 0; class A { ["f" + ++n] = n; } [Object.keys(new A()), Object.keys(new A()), n, new A().f1]',
      ),
    ).toEqual([['f1'], ['f1'], 1, 1]);
  });
});

describe('what a constructor returns', () => {
  test.each([
    ['an object is what new makes', 'class A { b = 1; constructor() { return { b: 2 }; } } new A().b', 2],
    ['anything else is not', 'class A { b = 1; constructor() { return 2; } } new A().b', 1],
  ])('%s', (_name, program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('that of a parent class is not followed', () => {
    expect(
      reasonOf('class A { constructor() { return { b: 2 }; } } class B extends A { c = 1; } new B().c'),
    ).toBe('a parent class that makes another object');
  });
});

describe('generators', () => {
  test('what their body writes is unknown once they were called', () => {
    const program = (rest: string): string =>
      `let o = "a"; function* all() { o = "*"; yield 1; } ${rest} probe(o);`;
    expect(sliced(program('for (const x of all()) { x; }')).seen).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/another time/) }),
    ]);
  });
});
