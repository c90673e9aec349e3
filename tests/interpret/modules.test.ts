import { describe, expect, test } from 'vitest';
import { interpret, plain, reasonOf, valueOf } from '../harness/interpret.js';
import { thrownBy } from './thrown.js';

const set = { environment: { ORIGIN: 'https://app.example.com', NODE_ENV: 'production' } };
const unset = { environment: { NODE_ENV: 'production' } };

/** Whether a program, as a server that starts with it, does not start. */
const fails = (program: string, environment = {}): unknown => interpret(program, { environment }).kind;

describe('zod', () => {
  const z = "import { z } from 'zod'; ";
  test.each([
    [
      "z.object({ ORIGIN: z.string().default('*') }).parse(process.env).ORIGIN",
      'https://app.example.com',
      '*',
    ],
    [
      'z.object({ ORIGIN: z.string().optional() }).parse(process.env).ORIGIN',
      'https://app.example.com',
      undefined,
    ],
    [
      "z.object({ ORIGIN: z.string().default('*').transform((text) => text.split(',')) }).parse(process.env).ORIGIN",
      ['https://app.example.com'],
      ['*'],
    ],
    ['z.object({ ORIGIN: z.string() }).safeParse(process.env).success', true, false],
    ["z.string().url().catch('*').parse(process.env.ORIGIN)", 'https://app.example.com', '*'],
    ["z.union([z.string(), z.any()]).parse(process.env.ORIGIN) ?? '*'", 'https://app.example.com', '*'],
    ["z.enum(['production']).parse(process.env.NODE_ENV)", 'production', 'production'],
    ['z.coerce.boolean().parse(process.env.ORIGIN)', true, false],
    ["z.string().default(() => 'x').pipe(z.any()).parse(process.env.ORIGIN).length", 23, 1],
    ["z.array(z.string()).parse(['a'])", ['a'], ['a']],
    [
      "z.object({ ORIGIN: z.string().default('*') }).shape.ORIGIN.parse(process.env.ORIGIN)",
      'https://app.example.com',
      '*',
    ],
    [
      "z.object({}).extend({ ORIGIN: z.string().default('*') }).parse(process.env).ORIGIN",
      'https://app.example.com',
      '*',
    ],
    [
      "z.object({ A: z.string(), ORIGIN: z.string().default('*') }).omit({ A: true }).parse(process.env)",
      { ORIGIN: 'https://app.example.com' },
      { ORIGIN: '*' },
    ],
    ["await z.string().default('*').parseAsync(process.env.ORIGIN)", 'https://app.example.com', '*'],
    ["z.string().default('*').safeParse(process.env.ORIGIN).data", 'https://app.example.com', '*'],
    ['z.string().safeParse(1).error.name', 'ZodError', 'ZodError'],
    ['Object.keys(z.string().safeParse(1))', ['success', 'error'], ['success', 'error']],
  ])('%s', (program, whenSet, whenUnset) => {
    expect(valueOf(z + program, set)).toEqual(whenSet);
    expect(valueOf(z + program, unset)).toEqual(whenUnset);
  });

  test.each([
    'z.object({ ORIGIN: z.string() }).parse(process.env)',
    'z.string().refine((text) => text !== "x").parse("x")',
    'z.string().regex(/^https:/).parse("http://app.example.com")',
    'z.string().min(3).parse("ab")',
  ])('%s throws', (program) => {
    expect(fails(z + program)).toBe('throws');
  });

  test('a variable of another form is unknown, and so is what is not modelled', () => {
    expect(reasonOf(`${z} z.coerce.number().parse(process.env.ORIGIN)`, set)).toMatch(/number/);
    expect(reasonOf(`${z} z.enum(['a']).parse(process.env.ORIGIN)`, set)).toMatch(/no origin/);
    expect(reasonOf(`${z} z.string().email().parse('x')`)).toMatch(/email/);
    expect(reasonOf(`${z} z.function()`)).toMatch(/zod/);
    expect(reasonOf(`${z} z.string().description`)).toBe("'description' of a schema");
    expect(reasonOf(`${z} Object.keys(z.string())`)).toBe('all members of schema');
  });

  test('what zod says of a value is unknown, but that it refuses it is not', () => {
    for (const part of ['message', 'issues', 'format()', 'toString()'])
      expect(reasonOf(`${z} z.string().safeParse(1).error.${part}`)).toBeDefined();
    expect(valueOf(`${z} Object.keys(z.string().safeParse(1))`)).toEqual(['success', 'error']);
    expect(valueOf(`${z} Object.keys(z.string().safeParse("a"))`)).toEqual(['success', 'data']);
    expect(valueOf(`${z} z.string().safeParse(1).error instanceof Error`)).toBe(true);
  });

  test('what is refused throws an error of zod', () => {
    expect(thrownBy(`${z} z.string().min(3).parse("ab");`)).toMatch(/^ZodError: /);
  });

  test('a schema whose reading cannot be followed is not one that refuses', () => {
    const program = 'z.string().refine(() => { while (true); }).safeParse("x").success';
    expect(reasonOf(`${z} ${program}`)).toMatch(/too many steps/);
  });
});

describe('envalid', () => {
  const clean = (spec: string) =>
    `import { cleanEnv, str, num } from 'envalid'; cleanEnv(process.env, { ORIGIN: ${spec} }).ORIGIN`;

  test.each([
    ["str({ default: '*' })", 'https://app.example.com', '*'],
    ["str({ devDefault: '*', default: 'x' })", 'https://app.example.com', 'x'],
  ])('%s', (spec, whenSet, whenUnset) => {
    expect(valueOf(clean(spec), set)).toBe(whenSet);
    expect(valueOf(clean(spec), unset)).toBe(whenUnset);
  });

  test('a default for development counts elsewhere than in production', () => {
    expect(valueOf(clean("str({ devDefault: '*' })"), { environment: {} })).toBe('*');
  });

  test('without the variable and a default the program ends', () => {
    expect(fails(`try { ${clean('str()')} } catch {}`)).toBe('throws');
    expect(reasonOf(clean('num()'), set)).toMatch(/ORIGIN/);
  });
});

describe('createEnv', () => {
  const created = (options: string) =>
    `import { createEnv } from '@t3-oss/env-core'; import { z } from 'zod';
    createEnv({ server: { ORIGIN: z.string().default('*') }, ${options} }).ORIGIN`;

  test('reads schemas from the environment', () => {
    expect(valueOf(created('runtimeEnv: process.env'), set)).toBe('https://app.example.com');
    expect(valueOf(created('runtimeEnv: process.env'), unset)).toBe('*');
    expect(valueOf(created('runtimeEnv: { ORIGIN: process.env.ORIGIN }'), unset)).toBe('*');
  });

  test('takes an empty variable as missing if that is asked for', () => {
    const environment = { ORIGIN: '' };
    expect(valueOf(created('runtimeEnv: process.env'), { environment })).toBe('');
    expect(valueOf(created('runtimeEnv: process.env, emptyStringAsUndefined: true'), { environment })).toBe(
      '*',
    );
  });
});

describe('what createEnv is given', () => {
  const created = (options: string) =>
    `import { createEnv } from '@t3-oss/env-core'; import { z } from 'zod'; createEnv(${options})`;

  test('schemas stand under server, client and shared', () => {
    const schemas = ['server', 'client', 'shared'].map(
      (part) => `${part}: { ${part.toUpperCase()}: z.string().default('${part}') }`,
    );
    expect(valueOf(created(`{ ${schemas.join(', ')}, runtimeEnv: {} }`))).toEqual({
      SERVER: 'server',
      CLIENT: 'client',
      SHARED: 'shared',
    });
  });

  test('variables come from runtimeEnv, or from the environment where it is left out', () => {
    const server = "server: { ORIGIN: z.string().default('*') }";
    expect(valueOf(created(`{ ${server}, runtimeEnv: { ORIGIN: 'x' } }`), set)).toEqual({ ORIGIN: 'x' });
    expect(valueOf(created(`{ ${server} }`), set)).toEqual({ ORIGIN: 'https://app.example.com' });
    expect(valueOf(created(`{ ${server}, emptyStringAsUndefined: true }`), set)).toEqual({
      ORIGIN: 'https://app.example.com',
    });
  });

  test('what is described elsewhere is unknown', () => {
    expect(reasonOf(created('unseen'))).toBe('an environment described elsewhere');
    expect(reasonOf(created('{ server: unseen, runtimeEnv: {} }'))).toMatch(/unseen/);
  });
});

describe('ConfigService', () => {
  const service = "import { ConfigService } from '@nestjs/config'; const config = new ConfigService(); ";
  test.each([
    ["config.get('ORIGIN', '*')", 'https://app.example.com', '*'],
    ["config.get('ORIGIN', { infer: true })", 'https://app.example.com', undefined],
    ["config.get('ORIGIN') ?? '*'", 'https://app.example.com', '*'],
  ])('%s', (program, whenSet, whenUnset) => {
    expect(valueOf(service + program, set)).toBe(whenSet);
    expect(valueOf(service + program, unset)).toBe(whenUnset);
  });

  test('is what a container gives for its class', () => {
    const program = "import { app } from './app.js'; import { ConfigService } from '@nestjs/config'; ";
    expect(valueOf(`${program} app.get(ConfigService).get('ORIGIN', '*')`, unset)).toBe('*');
  });

  test('is one class, that has to be called with new', () => {
    expect(fails(`${service} ConfigService()`)).toBe('throws');
    expect(valueOf(`${service} const same = ConfigService; same === ConfigService`)).toBe(true);
    expect(
      valueOf(`${service} import * as nest from '@nestjs/config'; nest.ConfigService === ConfigService`),
    ).toBe(true);
    expect(thrownBy(`${service} ConfigService();`)).toMatch(
      /Class constructor ConfigService cannot be invoked/,
    );
    expect(reasonOf(`${service} ConfigService.other`)).toBe("'ConfigService.other' is not modelled");
  });

  test('knows variables only, and throws for a missing one that has to be there', () => {
    expect(reasonOf(`${service} config.get('cors.origin')`)).toMatch(/loaded elsewhere/);
    expect(fails(`${service} config.getOrThrow('ORIGIN')`)).toBe('throws');
  });
});

describe('express', () => {
  const app = "import express from 'express'; const app = express(); ";

  test("its setting 'env' is NODE_ENV, or development", () => {
    expect(valueOf(`${app} app.get('env')`, set)).toBe('production');
    expect(valueOf(`${app} app.get('env')`, { environment: {} })).toBe('development');
    expect(valueOf(`${app} app.set('env', 'test'); app.get('env')`, set)).toBe('test');
  });

  test('everything else of it is unknown', () => {
    expect(reasonOf(`${app} app.get('x')`)).toMatch(/setting 'x'/);
    expect(reasonOf(`${app} app.get('/', () => 1)`)).toMatch(/express/);
    expect(reasonOf(`${app} express.json()`)).toMatch(/express/);
    expect(reasonOf(`${app} app.locals.x`)).toMatch(/express/);
  });
});

test('what dotenv parsed is the environment', () => {
  const program = "import dotenv from 'dotenv'; const { parsed } = dotenv.config(); parsed.ORIGIN";
  expect(valueOf(program, set)).toBe('https://app.example.com');
  expect(valueOf(program, unset)).toBeUndefined();
});

test('a program that settles promises all the same, copies, and keeps things weakly', () => {
  expect(plain(valueOf("(await Promise.allSettled([Promise.reject(1), 'a']))[1].value") as string)).toBe('a');
  expect(valueOf('const a = { x: [1] }; const b = structuredClone(a); b.x.push(2); a.x')).toEqual([1]);
  expect(valueOf("const key = {}; new WeakMap([[key, 'a']]).get(key)")).toBe('a');
  expect(valueOf('[1, 2, 3].values().filter((n) => n > 1).map(String).toArray()')).toEqual(['2', '3']);
  expect(valueOf("const o = {}; Object.defineProperty(o, 'a', { value: 1, enumerable: true }); o")).toEqual({
    a: 1,
  });
});
