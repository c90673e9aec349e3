import { describe, expect, test } from 'vitest';
import { reasonOf, valueOf } from '../harness/interpret.js';

describe('functions', () => {
  test.each([
    ['const add = (a, b = a + 1, ...rest) => [a, b, rest]; add(1, undefined, 3, 4)', [1, 2, [3, 4]]],
    ['const f = ({ a, b: { c } }, [d = 4] = []) => a + c + d; f({ a: 1, b: { c: 2 } })', 7],
    ['const count = () => { let n = 0; return () => ++n; }; const next = count(); next(); next()', 2],
    ['const f = function g(n) { return n ? g(n - 1) : "done"; }; f(3)', 'done'],
    ['hoisted(); function hoisted() { return 1; }', 1],
    ['const even = (n) => n === 0 || odd(n - 1); const odd = (n) => n !== 0 && even(n - 1); even(7)', false],
    ['(function () { return arguments.length + arguments[0]; })(5, 6)', 7],
    ['(function () { return (() => arguments[0])(); })(5)', 5],
    ['const o = { n: 1, f() { return this.n; }, g: function () { return this.n; } }; o.f() + o["g"]()', 2],
    ['const o = { n: 1, f() { return () => this.n; } }; o.f()()', 1],
    [
      'function f(a, b) { return this.n + a + b; } [f.call({ n: 1 }, 2, 3), f.apply({ n: 1 }, [2, 3]), f.bind({ n: 1 }, 2)(3)]',
      [6, 6, 6],
    ],
    ['((a, b) => {}).length + ((a, b = 1) => {}).length + ((...a) => {}).length', 3],
    ['const f = (...names) => names.join(); f(...["a", "b"], "c")', 'a,b,c'],
    [
      'const compose = (...fs) => (x) => fs.reduce((value, f) => f(value), x); compose((x) => x + 1, String)(1)',
      '2',
    ],
    ['const f = () => {}; f()', undefined],
    ['new (function F() { this.a = 1; })().a', 1],
    ['function F() { this.a = 1; } F.prototype.get = function () { return this.a; }; new F().get()', 1],
    ['function F() { return { a: 2 }; } new F().a', 2],
    ['const f = async () => 1; f() instanceof Promise', true],
    ['(() => { try { return "a"; } finally { void 0; } })()', 'a'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    ['(function* () { yield 1; })().next()', /generator/],
    ['(() => 1).name', /name/],
    ['String(() => 1)', /text/],
    ['(function () { return this; })()', /global object/, '/program.cjs'],
    ['arguments', /arguments/],
  ])('%s is unknown, with the reason', (program, reason, path = '/program.ts') => {
    expect(reasonOf(program, { path })).toMatch(reason);
  });

  test.each([
    'undefined()',
    '({})()',
    '[].map(5)',
    'new (() => 1)()',
    '(class {})()',
    'const { a } = null',
    'const [a] = {}',
  ])('%s throws in the program', (program) => {
    expect(
      valueOf(`let name; try { (() => { ${program}; })(); } catch (error) { name = error.name; } name`),
    ).toBe('TypeError');
  });
});

describe('classes', () => {
  test.each([
    ['class A { constructor(x) { this.x = x; } m() { return this.x; } } new A(3).m()', 3],
    ['class A { list = ["a"]; has(x) { return this.list.includes(x); } } new A().has("a")', true],
    [
      'class A { #list = ["a"]; get list() { return this.#list; } set list(x) { this.#list = [x]; } } const a = new A(); a.list = "b"; a.list',
      ['b'],
    ],
    [
      'class A { static list = ["a"]; static has(x) { return A.list.includes(x) && this.list.length === 1; } } A.has("a")',
      true,
    ],
    ['class A { static { this.list = ["a"]; } static get first() { return this.list[0]; } } A.first', 'a'],
    [
      'class A { constructor(private readonly list: string[], public n = 2) {} m() { return this.list; } } new A(["a"]).m()',
      ['a'],
    ],
    [
      'class A { x = 1; m() { return "A" + this.x; } } class B extends A { x = 2; m() { return "B" + super.m(); } } class C extends B {} new C().m()',
      'BA2',
    ],
    [
      'class A { constructor(x) { this.x = x; } } class B extends A { y = this.x; constructor() { super(7); } } new B().y',
      7,
    ],
    [
      'class A { static m() { return 1; } } class B extends A { static m() { return super.m() + 1; } } class C extends B {} C.m()',
      2,
    ],
    [
      'class A {} class B extends A {} const b = new B(); [b instanceof A, b.constructor === B, b instanceof Map]',
      [true, true, false],
    ],
    ['const A = class Inner { static n = 1; static m() { return Inner.n; } }; A.m()', 1],
    [
      'class E extends Error { constructor(m) { super("x" + m); this.status = 403; } } const e = new E("y"); [e.message, e.status, e instanceof E, e instanceof Error]',
      ['xy', 403, true, true],
    ],
    ['class A { handler = (x) => this.n + x; n = 1; } const { handler } = new A(); handler(2)', 3],
    ['class A { get a() { return 1; } } Object.keys(new A())', []],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('what a parent out of sight adds is unknown, what the class says itself is known', () => {
    const program =
      'import { Base } from "./base.js"; class A extends Base { list = ["a"]; m() { return this.list; } } const a = new A();';
    expect(valueOf(`${program} a.m()`)).toEqual(['a']);
    expect(reasonOf(`${program} a.other`)).toMatch(/base.js/);
    expect(reasonOf(`${program} Object.keys(a)`)).toMatch(/base.js/);
    expect(reasonOf(`${program} a instanceof Set`)).toMatch(/type test/);
  });

  test('an instance of a class that extends one of the platform is unknown', () => {
    expect(reasonOf('class Origins extends Set {} new Origins(["a"]).has("a")')).toMatch(
      /one of the platform/,
    );
  });
});
