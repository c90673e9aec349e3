import { describe, expect, test } from 'vitest';
import { interpret, plain, reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('URL', () => {
  test.each([
    ['new URL("https://app.example.com:8443/x?y#z").origin', 'https://app.example.com:8443'],
    ['new URL("HTTPS://APP.example.com:443").host', 'app.example.com'],
    ['new URL("/x", "https://app.example.com").href', 'https://app.example.com/x'],
    ['`${new URL("https://app.example.com")}`', 'https://app.example.com/'],
    ['URL.canParse("no url")', false],
    ['new URL("https://app.example.com").hostname.endsWith(".example.com")', true],
    [
      'const { hostname, protocol } = new URL("http://a.example"); [hostname, protocol]',
      ['a.example', 'http:'],
    ],
    ['import { URL as Address } from "node:url"; new Address("https://a.example").host', 'a.example'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('text that is no URL throws a TypeError in the program', () => {
    expect(valueOf('let name; try { new URL("null"); } catch (error) { name = error.name; } name')).toBe(
      'TypeError',
    );
  });

  test('the platform words what is wrong with it', () => {
    expect(thrownBy('new URL("a");')).toBe('TypeError: how the platform words a TypeError: Invalid URL');
  });

  test('whether unknown text is a URL is one of two values', () => {
    expect(valueOf('typeof URL.canParse(unseen())')).toBe('boolean');
    expect(requestChooses('URL.canParse(REQUEST.origin)')).toBe(true);
  });

  test('what the interpreter does not model of it is unknown, with the reason', () => {
    expect(reasonOf('URL.createObjectURL("a")')).toBe("'URL.createObjectURL' is not modelled");
  });

  test('a URL that is changed, or only partly modelled, is unknown', () => {
    expect(reasonOf('const u = new URL("https://a.example"); u.host = "b.example"; u.href')).toMatch(
      /changed/,
    );
    expect(reasonOf('new URL("https://a.example?x=1").searchParams.get("x")')).toMatch(/searchParams/);
  });
});

describe('JSON', () => {
  test.each([
    ['JSON.parse("[\\"a\\", {\\"b\\": null}]")', ['a', { b: null }]],
    ['JSON.stringify({ a: [1, undefined, "x"], b: undefined, c: () => 1 })', '{"a":[1,null,"x"]}'],
    ['JSON.stringify([new URL("https://a.example")], null, 1)', '[\n "https://a.example/"\n]'],
    ['JSON.stringify(undefined)', undefined],
    ['JSON.stringify([1], null, "-")', '[\n-1\n]'],
    ['JSON.stringify([1], null, true)', '[1]'],
    ['JSON.stringify([1], null, 2n)', '[1]'],
    ['JSON.parse("{\\"__proto__\\": 1}")["__proto__"]', 1],
    ['let name; try { JSON.parse(""); } catch (error) { name = error.name; } name', 'SyntaxError'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a variable that a program parses as JSON holds a list of one sample', () => {
    const environment = { ORIGINS: 'https://app.example.com' };
    expect(valueOf('JSON.parse(process.env.ORIGINS)', { environment })).toEqual(['https://app.example.com']);
  });

  test('what is not modelled is unknown', () => {
    expect(reasonOf('JSON.stringify({}, (key, value) => value)')).toMatch(/JSON/);
    expect(reasonOf('JSON.stringify({ a: unseen })')).toMatch(/JSON/);
    expect(reasonOf('JSON.rawJSON("1")')).toMatch(/JSON.rawJSON/);
    expect(reasonOf('JSON.parse("[1]", (key, value) => value)')).toMatch(/JSON/);
    expect(reasonOf('JSON.stringify({}, (key, value) => value)')).toMatch(/a function of the program/);
  });

  test.each([
    ['a value nobody knows may be one that has no JSON', 'JSON.stringify(unseen())', false],
    ['a text nobody knows has', 'JSON.stringify(`${unseen()}`)', true],
    ['an object with a member nobody knows has', 'JSON.stringify({ a: unseen() })', true],
    ['an array with one, too', 'JSON.stringify([unseen()])', true],
    ['an object that may have a toJSON may have none', 'JSON.stringify({ ...unseen() })', false],
    ['an object with a toJSON may have none', 'JSON.stringify({ toJSON() {} })', false],
    ['nor a replacer need leave anything', 'JSON.stringify({ a: 1 }, () => undefined)', false],
    ['an indentation nobody knows leaves a text', 'JSON.stringify({ a: 1 }, null, unseen())', true],
  ])('%s', (_name, program, isText) => {
    expect(reasonOf(program)).toBeDefined();
    if (isText) expect(valueOf(`typeof ${program}`)).toBe('string');
    else expect(reasonOf(`typeof ${program}`)).toBeDefined();
  });

  test('names that an array or an error has beside its own are no part of what is listed', () => {
    expect(valueOf('const a = [1]; a.name = "x"; JSON.stringify(a)')).toBe('[1]');
    expect(valueOf('class E extends Error {} Object.keys(new E("x"))')).toEqual([]);
  });

  test('a function has no JSON, a BigInt throws, and a URL that was changed is unknown', () => {
    expect(valueOf('[JSON.stringify(() => 1), JSON.stringify(undefined, null, unseen())]')).toEqual([
      undefined,
      undefined,
    ]);
    expect(thrownBy('JSON.stringify([1n])')).toMatch(/^TypeError: /);
    expect(reasonOf('const url = new URL("https://a.example"); url.port = "1"; JSON.stringify(url)')).toBe(
      'written JSON',
    );
  });

  test('what is read from unknown text is unknown, and the choice of who wrote the text', () => {
    expect(reasonOf('JSON.parse(unseen())')).toBe('parsed JSON');
    expect(requestChooses('JSON.parse(REQUEST.body)')).toBe(true);
  });

  test('what is written with unknown members or an unknown indent is unknown text', () => {
    expect(reasonOf('JSON.stringify([1], null, unseen())')).toBe('written JSON');
    expect(valueOf('typeof JSON.stringify([1], null, unseen())')).toBe('string');
    expect(requestChooses('JSON.stringify([1], null, REQUEST.indent)')).toBe(true);
    expect(valueOf('typeof JSON.stringify([unseen()])')).toBe('string');
    expect(reasonOf('JSON.stringify([unseen()])')).toBe('written JSON');
  });

  test('text that is no JSON throws, and the platform words what is wrong with it', () => {
    expect(thrownBy('JSON.parse("");')).toBe(
      'SyntaxError: how the platform words a SyntaxError: Unexpected token in JSON',
    );
  });

  test('what is very long or nests deeply is not followed', () => {
    expect(reasonOf(`JSON.parse('"' + "a".repeat(100_000) + '"')`)).toMatch(/too many steps/);
    expect(reasonOf('JSON.stringify("\\u0001".repeat(200_000))')).toMatch(/very long text/);
    expect(reasonOf('JSON.parse("[".repeat(2_000) + "]".repeat(2_000))')).toMatch(/nests too deeply/);
  });
});

describe('numbers', () => {
  test.each([
    ['Number("0x1f")', 31],
    ['Number("")', 0],
    ['Number(undefined)', NaN],
    ['Number()', 0],
    ['parseInt("12px", 10)', 12],
    ['parseFloat("1.5x")', 1.5],
    ['(255).toString(16)', 'ff'],
    ['(10).toString(2)', '1010'],
    ['(35).toString(36)', 'z'],
    ['(5).toString() + true.toString() + (5n).toString()', '5true5'],
    ['(5).toString(undefined)', '5'],
    ['isNaN("x") && !Number.isNaN("x")', true],
    ['Number.isInteger(3)', true],
    ['Math.max(1, 3, 2)', 3],
    ['Math.floor(-1.5)', -2],
  ])('%s is %s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('what is not modelled is unknown', () => {
    expect(reasonOf('Math.random()')).toMatch(/Math.random/);
    expect(reasonOf('Number.EPSILON')).toMatch(/EPSILON/);
    expect(reasonOf('(1.5).toFixed(0)')).toMatch(/toFixed/);
    expect(reasonOf('Date.now()')).toMatch(/Date/);
    expect(reasonOf('new Boolean(false)')).toMatch(/Boolean/);
    expect(reasonOf('new String("x")')).toMatch(/String/);
  });
});

test.each(['(255).toString("16")', '(255).toString(1)', '(255).toString(37)', '(255n).toString(16)'])(
  '%s, a notation which is not modelled, is unknown text',
  (program) => {
    expect(reasonOf(program)).toBe('a number in another notation');
    expect(valueOf(`typeof ${program}`)).toBe('string');
  },
);

describe('promises', () => {
  test.each([
    ['await Promise.resolve(1)', 1],
    ['await Promise.all([1, Promise.resolve(2)])', [1, 2]],
    ['await new Promise((resolve) => resolve("a"))', 'a'],
    ['await new Promise((resolve) => setTimeout(() => resolve("a"), 5))', 'a'],
    ['await Promise.resolve(1).then((x) => x + 1).then((x) => Promise.resolve(x * 2))', 4],
    ['await Promise.reject(new Error("no")).catch((error) => error.message)', 'no'],
    ['await new Promise(() => { throw new Error("no"); }).catch((error) => error.message)', 'no'],
    ['let done; await Promise.resolve(1).finally(() => { done = true; }); done', true],
    [
      'async function f() { throw new Error("no"); } let caught; try { await f(); } catch (error) { caught = error.message; } caught',
      'no',
    ],
    ['const f = async () => 3; await f() + 1', 4],
    ['await 5', 5],
    ['let sum = 0; for await (const x of [1, Promise.resolve(2)]) sum += x; sum', 3],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('one that is settled later, or in an unknown way, is unknown', () => {
    expect(reasonOf('await new Promise(() => {})')).toMatch(/settled later/);
    expect(reasonOf('await { then(resolve) { resolve(1); } }')).toMatch(/its own way/);
    expect(reasonOf('await Promise.race([1])')).toMatch(/race/);
    expect(reasonOf('await Promise.allSettled(unseen())')).toMatch(/unseen/);
    expect(requestChooses('Promise.allSettled(REQUEST.list)')).toBe(true);
  });

  test('an awaited rejection throws in the program', () => {
    const outcome = interpret('await Promise.reject(new Error("no"));');
    expect([outcome.kind, outcome.kind === 'throws' && plain(outcome.value)]).toEqual([
      'throws',
      new Error('no'),
    ]);
  });
});

describe('responses', () => {
  test.each([
    ['Response.redirect("https://a.example").status', 302],
    ['Response.redirect("https://a.example", 301).status', 301],
    ['Response.error().status', 0],
    ['Response.json({}, { status: 201 }).status', 201],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toBe(expected);
  });

  test('the class has to be called with new', () => {
    expect(thrownBy('Response();')).toMatch(/Class constructor Response cannot be invoked without 'new'/);
  });
});

describe('globals', () => {
  test('how the platform words an error is unknown, how the program does is not', () => {
    const messageOf = (statement: string): string =>
      `let caught; try { ${statement} } catch (error) { caught = error.message; } caught`;
    for (const statement of [
      'JSON.parse("a");',
      'new URL("a");',
      'null.x;',
      '"a".repeat(-1);',
      'decodeURI("%");',
    ])
      expect(reasonOf(messageOf(statement)), statement).toMatch(/how the platform words a/);
    expect(valueOf(messageOf('throw new TypeError("mine");'))).toBe('mine');
    expect(valueOf('let n; try { null.x; } catch (error) { n = error.message ? 1 : 2; } n')).toBe(1);
  });

  test('a name nobody declares is unknown, with the reason', () => {
    expect(reasonOf('unseen')).toBe("'unseen' is not declared in this file");
    expect(reasonOf('typeof window')).toBe('a type');
  });

  test('modules of others are unknown; require and import of one module give one thing', () => {
    expect(reasonOf('import { list } from "./list.js"; list')).toMatch(/'.\/list.js' is another module/);
    expect(valueOf('const a = require("./a"); a === require("./a")')).toBe(true);
  });

  test('what is put into module.exports or on globalThis is found there again', () => {
    expect(valueOf('module.exports.list = ["a"]; exports.list')).toEqual(['a']);
    expect(valueOf('globalThis.list = ["a"]; global.list')).toEqual(['a']);
  });

  test('a timer is unknown; what it starts happens after the set-up', () => {
    const program = 'let n = 0; setTimeout(() => { n++; }, 5);';
    expect(valueOf(`${program} n`, { phase: 'set-up' })).toBe(0);
    expect(reasonOf('setTimeout(() => 1, 5)')).toBe('a timer');
  });

  test('of node:url only URL is known', () => {
    expect(reasonOf('import { parse } from "node:url"; parse')).toBe("'url.parse' is not modelled");
  });

  test('what console does matters to nobody', () => {
    expect(valueOf('console.log("x")')).toBeUndefined();
  });
});

describe('what the platform throws', () => {
  test.each(['code', 'input', 'stack', 'message'])('its %s is unknown', (name) => {
    expect(reasonOf(`let e; try { new URL("no"); } catch (error) { e = error; } e.${name}`)).toBeDefined();
  });

  test.each([
    ['new URL(text)', 'TypeError'],
    ['JSON.parse(text)', 'SyntaxError'],
    ['decodeURIComponent(text)', 'URIError'],
    ['new RegExp("a", text)', 'SyntaxError'],
    ['"a".repeat(-1)', 'RangeError'],
    ['null.text', 'TypeError'],
  ])('%s throws a %s, which a handler catches', (expression, name) => {
    expect(
      valueOf(
        `const text = "%"; let seen; try { ${expression}; seen = "nothing"; } catch (error) { seen = [error.name, error instanceof Error]; } seen`,
      ),
    ).toEqual([name, true]);
    expect(thrownBy(`const text = "%"; ${expression};`)).toMatch(new RegExp(`^${name}: `));
  });
});
