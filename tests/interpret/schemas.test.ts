import { describe, expect, test } from 'vitest';
import { Unknown } from '../../src/interpret/values.js';
import { interpret, reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

const z = "import { z } from 'zod'; ";

describe('a schema of zod', () => {
  test.each([
    ['z.string()', ['"a"', '""'], ['1', 'undefined', 'null', 'true', '[]', '{}']],
    ['z.number()', ['1', '0', '-1.5'], ['"1"', 'undefined', 'null', 'true']],
    ['z.boolean()', ['true', 'false'], ['"true"', '1', 'undefined']],
    ['z.any()', ['"a"', 'undefined', 'null', '1'], []],
    ['z.unknown()', ['"a"', 'undefined', 'null', '1'], []],
    ['z.url()', ['"https://a.example"', '"a:b"'], ['"a"', '""', '1', 'undefined']],
    ['z.literal("a")', ['"a"'], ['"b"', 'undefined', '1']],
    ['z.enum(["a", "b"])', ['"a"', '"b"'], ['"c"', 'undefined', '1', '["a"]']],
    ['z.union([z.string(), z.number()])', ['"a"', '1'], ['true', 'undefined', 'null']],
    ['z.string().or(z.number())', ['"a"', '1'], ['true', 'undefined', 'null']],
    ['z.array(z.string())', ['[]', '["a", "b"]'], ['"a"', '[1]', '["a", 1]', 'undefined', '{}']],
    ['z.string().min(2)', ['"ab"', '"abc"'], ['"a"', '""', '1']],
    ['z.string().max(2)', ['"ab"', '""'], ['"abc"', '1']],
    ['z.string().nonempty()', ['"a"'], ['""', '1']],
    ['z.string().url()', ['"https://a.example"'], ['"a"', '""', '1']],
    ['z.string().startsWith("ab")', ['"ab"', '"abc"'], ['"a"', '"cab"', '1']],
    ['z.string().endsWith("ab")', ['"ab"', '"cab"'], ['"a"', '"abc"', '1']],
    ['z.string().includes("ab")', ['"ab"', '"cabc"'], ['"a"', '"acb"', '1']],
    ['z.string().regex(/^a+$/)', ['"a"', '"aa"'], ['"ab"', '""', '1']],
    ['z.string().refine((text) => text.length === 2)', ['"ab"'], ['"a"', '1']],
    ['z.string().optional()', ['"a"', 'undefined'], ['null', '1']],
    ['z.string().nullable()', ['"a"', 'null'], ['undefined', '1']],
    ['z.string().nullish()', ['"a"', 'null', 'undefined'], ['1']],
    ['z.string().describe("a").brand("b").readonly().meta({})', ['"a"'], ['1']],
    ['z.any().pipe(z.string())', ['"a"'], ['1', 'undefined']],
  ])('%s accepts and refuses what zod does', (schema, accepted, refused) => {
    for (const value of accepted) {
      expect(
        valueOf(
          `${z} const v = ${value}; v === undefined ? ${schema}.parse(v) === undefined : JSON.stringify(${schema}.parse(v)) === JSON.stringify(v)`,
        ),
      ).toBe(true);
      expect(valueOf(`${z} ${schema}.safeParse(${value}).success`)).toBe(true);
    }
    for (const value of refused) {
      expect(thrownBy(`${z} ${schema}.parse(${value});`)).toMatch(/^ZodError: /);
      expect(valueOf(`${z} ${schema}.safeParse(${value}).success`)).toBe(false);
    }
  });

  test.each([
    ['z.string().default("d").parse(undefined)', 'd'],
    ['z.string().default("d").parse("a")', 'a'],
    ['z.string().default(() => "d").parse(undefined)', 'd'],
    ['z.string().default("d").optional().parse(undefined)', 'd'],
    ['z.string().optional().default("d").parse(undefined)', 'd'],
    ['z.string().optional().optional().parse(undefined)', undefined],
    ['z.string().min(3).default("d").parse(undefined)', 'd'],
    ['z.string().transform((t) => t + "!").default("d").parse(undefined)', 'd'],
    ['z.string().transform((t) => t + "!").prefault("d").parse(undefined)', 'd!'],
    ['z.string().prefault("d").parse("a")', 'a'],
    ['z.string().prefault("d").optional().parse(undefined)', 'd'],
    ['z.string().catch("c").parse(1)', 'c'],
    ['z.string().catch("c").parse("a")', 'a'],
    ['z.string().catch(() => "c").parse(undefined)', 'c'],
    ['z.string().trim().parse("  a ")', 'a'],
    ['z.string().toLowerCase().parse("Ab")', 'ab'],
    ['z.string().toUpperCase().parse("Ab")', 'AB'],
    ['z.string().trim().min(1).safeParse("  ").success', false],
    ['z.string().transform((t) => t.length).pipe(z.number()).parse("ab")', 2],
    ['z.preprocess((v) => v ?? "p", z.string()).parse(undefined)', 'p'],
    ['z.preprocess(String, z.string().min(2)).safeParse(1).success', false],
    ['z.preprocess((v) => `${v}!`, z.string()).parse("a")', 'a!'],
    ['z.coerce.string().parse(1)', '1'],
    ['z.coerce.string().parse(null)', 'null'],
    ['z.coerce.number().parse("1.5")', 1.5],
    ['z.coerce.number().parse("")', 0],
    ['z.coerce.number().safeParse("x").success', false],
    ['z.coerce.boolean().parse("")', false],
    ['z.coerce.boolean().parse("false")', true],
    ['z.union([z.string().transform(() => "first"), z.any()]).parse("a")', 'first'],
    ['z.union([z.number(), z.string().transform(() => "second")]).parse("a")', 'second'],
    ['z.array(z.string().trim()).parse([" a "])', ['a']],
    ['z.string().safeParse("a").data', 'a'],
    ['await z.string().parseAsync("a")', 'a'],
    ['import * as zod from "zod"; zod.z.string().parse("a")', 'a'],
    ['import zod from "zod"; zod.string().parse("a")', 'a'],
    ['import { z as v4 } from "zod/v4"; v4.string().parse("a")', 'a'],
  ])('%s', (program, expected) => {
    expect(valueOf(z + program)).toEqual(expected);
  });

  const object = "const s = z.object({ a: z.string(), b: z.string().default('B') });";
  test.each([
    ['s.parse({ a: "1", b: "2", c: "3" })', { a: '1', b: '2' }],
    ['s.parse({ a: "1" })', { a: '1', b: 'B' }],
    ['s.safeParse({}).success', false],
    ['s.safeParse(undefined).success', false],
    ['s.safeParse("a").success', false],
    ['s.pick({ b: true }).parse({})', { b: 'B' }],
    ['s.pick({ a: true }).safeParse({}).success', false],
    ['s.pick({ a: true }).parse({ a: "1", b: "2" })', { a: '1' }],
    ['s.omit({ a: true }).parse({})', { b: 'B' }],
    ['s.omit({ b: true }).parse({ a: "1", b: "2" })', { a: '1' }],
    ['s.partial().parse({ b: "2" })', { b: '2' }],
    ['s.partial().parse({ a: "1" })', { a: '1', b: 'B' }],
    ['s.partial().safeParse({ a: 1 }).success', false],
    ['s.extend({ c: z.string().default("C") }).parse({ a: "1" })', { a: '1', b: 'B', c: 'C' }],
    ['s.extend({ a: z.any() }).parse({ a: 1 })', { a: 1, b: 'B' }],
    ['s.safeExtend({ a: z.literal("x") }).safeParse({ a: "1" }).success', false],
    ['s.merge(z.object({ b: z.string().default("M") })).parse({ a: "1" })', { a: '1', b: 'M' }],
    ['s.strip().parse({ a: "1" })', { a: '1', b: 'B' }],
    ['s.shape.b.parse(undefined)', 'B'],
    ['Object.keys(s.shape)', ['a', 'b']],
    ['Object.keys(s.omit({ a: true }).shape)', ['b']],
    ['z.object({ o: s.pick({ b: true }) }).parse({ o: {} })', { o: { b: 'B' } }],
    ['z.object({}).parse({ a: 1 })', {}],
  ])('of objects: %s', (program, expected) => {
    expect(valueOf(`${z} ${object} ${program}`)).toEqual(expected);
  });

  test.each([
    ['z.object(X).parse({}).a', 'an object with unknown members'],
    ['z.object({ ...X }).parse({}).a', 'an object with unknown members'],
    ['s.partial({ a: true }).parse({}).a', 'an object with unknown members'],
    ['s.extend(X).parse({}).a', 'an object with unknown members'],
    ['s.merge(X).parse({}).a', 'an object with unknown members'],
    ['s.pick(X).parse({}).a', 'an object with unknown members'],
    ['z.object({ a: X }).parse({}).a', 'a schema out of sight'],
    ['z.any().pipe(X).parse("a")', 'a schema out of sight'],
    ['z.array(X).parse(["a"])[0]', 'a schema out of sight'],
    ['z.array({}).parse(["a"])[0]', 'a schema out of sight'],
    ['s.parse(X)', 'the query'],
    ['z.string().parse(X)', 'the query'],
    ['z.enum(["a"]).parse(X)', 'the query'],
    ['z.enum(X).parse("a")', 'the query'],
    ['z.union(X).parse("a")', 'the query'],
    ['z.literal("a").parse(X)', 'the query'],
    ['z.array(z.string()).parse(X)', 'the query'],
    ['z.string().min(3).parse(X)', 'the query'],
    ['z.string().refine(() => false).parse(X)', 'the query'],
    ['z.string().trim().parse(X)', 'the query'],
    ['z.string().min(X).parse("a")', "what a schema reads with 'min'"],
    ['z.string().max("1").parse("a")', "what a schema reads with 'max'"],
    ['z.string().startsWith(X).parse("a")', "what a schema reads with 'startsWith'"],
    ['z.string().endsWith(1).parse("a")', "what a schema reads with 'endsWith'"],
    ['z.string().includes(X).parse("a")', "what a schema reads with 'includes'"],
    ['z.string().regex("a").parse("a")', "what a schema reads with 'regex'"],
    ['z.string().refine(X).parse("a")', "what a schema reads with 'refine'"],
    ['z.string().superRefine(() => {}).parse("a")', "what a schema reads with 'superRefine'"],
    ['s.shape.c', undefined],
    ['z.string().shape', "'shape' of a schema"],
    ['z.date()', "'zod' is another module"],
    ['z.coerce.date()', "'zod' is another module"],
  ])('%s is unknown: %s', (program, reason) => {
    const outcome = interpret(`${z} ${object} ${program}`, {
      replaced: { X: new Unknown('opaque', 'the query') },
    });
    const value = outcome.kind === 'value' ? outcome.value : undefined;
    expect(value instanceof Unknown ? value.reason : value).toBe(reason);
  });

  test('what it reads of a request is the choice of who sends it', () => {
    expect(requestChooses(`${z} z.string().parse(REQUEST.a)`)).toBe(true);
    expect(requestChooses(`${z} z.object({ a: z.any() }).parse({ a: REQUEST.a }).a`)).toBe(true);
  });

  test('a variable of the environment is no sample of another form', () => {
    const environment = { A: 'https://app.example.com' };
    const read = (schema: string) => `${z} ${schema}.parse(process.env.A)`;
    expect(reasonOf(read('z.number()'), { environment })).toBe('a variable that holds no origin');
    expect(valueOf(`${z} typeof z.number().parse(process.env.A)`, { environment })).toBe('number');
    expect(reasonOf(read('z.literal("b")'), { environment })).toBe('a variable that holds no origin');
    expect(reasonOf(read('z.array(z.string())'), { environment })).toBe('a variable that holds no origin');
    expect(reasonOf(read('z.string().max(3)'), { environment })).toBe('a variable that holds no origin');
    expect(reasonOf(read('z.coerce.number()'), { environment })).toBe('a variable that holds a number');
    expect(valueOf(read('z.string().max(3).catch("c")'), { environment })).toMatchObject({
      reason: 'a variable that holds no origin',
    });
    expect(valueOf(read('z.string().min(3)'), { environment })).toBe(environment.A);
  });
});

describe('validators of envalid', () => {
  const envalid = "import { cleanEnv, str, url, num, bool, email, host, json, port } from 'envalid'; ";
  const read = (spec: string) => `cleanEnv(process.env, { A: ${spec} }).A`;
  const clean = (spec: string) => envalid + read(spec);
  const set = { environment: { A: 'https://a.example' } };
  const word = { environment: { A: 'word' } };
  const unset = { environment: {} };

  test.each([
    ['str()', set, 'https://a.example'],
    ['url()', set, 'https://a.example'],
    ['str({ default: "d" })', set, 'https://a.example'],
    ['str({ default: "d" })', unset, 'd'],
    ['str({ default: undefined })', unset, undefined],
    ['str({ default: "d", devDefault: "v" })', unset, 'v'],
    ['str({ devDefault: undefined, default: "d" })', unset, 'd'],
    ['num({ default: 5 })', unset, 5],
    ['bool({ default: false })', unset, false],
    ['str({ choices: ["word", "x"] })', word, 'word'],
  ])('%s', (spec, options, expected) => {
    expect(valueOf(clean(spec), options)).toBe(expected);
  });

  test.each([
    ['str()', unset],
    ['str({})', unset],
    ['str({ choices: ["a"] })', unset],
    ['url()', word],
    ['str({ devDefault: "v" })', { environment: { NODE_ENV: 'production' } }],
  ])('%s ends the program where the variable is not fit', (spec, options) => {
    expect(interpret(`${envalid} try { ${read(spec)} } catch {} 1;`, options).kind).toBe('throws');
  });

  test.each<readonly [string, string]>([
    ...['num', 'bool', 'email', 'host', 'json', 'port'].map(
      (kind) => [`${kind}()`, `the variable A as ${kind}`] as const,
    ),
    ['str({ choices: ["x"] })', 'the variable A, one of some values'],
    ['unseen', 'a validator out of sight'],
    ['{}', 'a validator out of sight'],
  ])('%s of a variable is unknown: %s', (spec, reason) => {
    expect(reasonOf(clean(spec), set)).toBe(reason);
  });

  test('what is described elsewhere is unknown', () => {
    const cleaned = (specs: string) =>
      `import { cleanEnv, str } from 'envalid'; cleanEnv(process.env, ${specs})`;
    expect(reasonOf(cleaned('unseen'), set)).toBe('an environment described elsewhere');
    expect(reasonOf(cleaned('{ ...unseen }'), set)).toBe('an environment described elsewhere');
    expect(reasonOf(cleaned('undefined'), set)).toBe('an environment described elsewhere');
    expect(reasonOf(clean('str({ ...unseen })'), unset)).toMatch(/unseen/);
    expect(reasonOf(clean('str({ choices: unseen })'), set)).toBe('the variable A, one of some values');
    expect(reasonOf("import { makeValidator } from 'envalid'; makeValidator", set)).toBe(
      "'envalid' is another module",
    );
    expect(
      valueOf("import envalid from 'envalid'; envalid.cleanEnv({ A: 'x' }, { A: envalid.str() }).A"),
    ).toBe('x');
  });
});
