import { describe, expect, test } from 'vitest';
import { interpret, plain, reasonOf, valueOf } from '../harness/interpret.js';
import { requestChooses } from './request-chooses.js';
import { thrownBy } from './thrown.js';

describe('a promise comes to what it comes to in Node', () => {
  // Held against Node 20: each of these was awaited there.
  test.each<[string, unknown]>([
    ['Promise.resolve(1)', { fulfilled: 1 }],
    ['Promise.resolve()', { fulfilled: undefined }],
    ['Promise.resolve(Promise.resolve(1))', { fulfilled: 1 }],
    ['Promise.resolve(Promise.reject(1))', { rejected: 1 }],
    ['Promise.reject(1)', { rejected: 1 }],
    ['Promise.resolve(1).then((x) => x + 1)', { fulfilled: 2 }],
    ['Promise.resolve(1).then((x) => Promise.resolve(x + 1))', { fulfilled: 2 }],
    ['Promise.resolve(1).then(() => { throw 2; })', { rejected: 2 }],
    ['Promise.resolve(1).then()', { fulfilled: 1 }],
    ['Promise.resolve(1).then(null, () => 2)', { fulfilled: 1 }],
    ['Promise.resolve(1).then(5)', { fulfilled: 1 }],
    ['Promise.reject(1).then((x) => x + 1)', { rejected: 1 }],
    ['Promise.reject(1).then(() => 5, (x) => x + 1)', { fulfilled: 2 }],
    ['Promise.reject(1).then(() => 5, () => { throw 3; })', { rejected: 3 }],
    ['Promise.resolve(1).catch(() => 2)', { fulfilled: 1 }],
    ['Promise.reject(1).catch((x) => x + 1)', { fulfilled: 2 }],
    ['Promise.reject(1).catch(() => { throw 2; })', { rejected: 2 }],
    ['Promise.reject(1).catch()', { rejected: 1 }],
    ['Promise.resolve(1).finally(() => 2)', { fulfilled: 1 }],
    ['Promise.reject(1).finally(() => 2)', { rejected: 1 }],
    ['Promise.resolve(1).finally(() => { throw 2; })', { rejected: 2 }],
    ['Promise.resolve(1).finally(() => Promise.reject(2))', { rejected: 2 }],
    ['Promise.reject(1).finally(() => { throw 2; })', { rejected: 2 }],
    ['Promise.resolve(1).finally()', { fulfilled: 1 }],
    ['Promise.resolve(1).finally((...args) => { if (args.length > 0) throw 2; })', { fulfilled: 1 }],
    ['Promise.all([])', { fulfilled: [] }],
    ['Promise.all([1, Promise.resolve(2)])', { fulfilled: [1, 2] }],
    ['Promise.all([1, Promise.reject(2), Promise.reject(3)])', { rejected: 2 }],
    ['Promise.all("ab")', { fulfilled: ['a', 'b'] }],
    [
      'Promise.allSettled([1, Promise.reject(2)])',
      {
        fulfilled: [
          { status: 'fulfilled', value: 1 },
          { status: 'rejected', reason: 2 },
        ],
      },
    ],
    ['new Promise((resolve) => resolve(1))', { fulfilled: 1 }],
    ['new Promise((resolve) => { resolve(1); resolve(2); })', { fulfilled: 1 }],
    ['new Promise((resolve, reject) => { reject(1); resolve(2); })', { rejected: 1 }],
    ['new Promise((resolve, reject) => { resolve(1); reject(2); })', { fulfilled: 1 }],
    ['new Promise((resolve) => { resolve(1); throw 2; })', { fulfilled: 1 }],
    ['new Promise(() => { throw 2; })', { rejected: 2 }],
    ['new Promise((resolve) => resolve(Promise.reject(2)))', { rejected: 2 }],
    ['new Promise((resolve) => resolve())', { fulfilled: undefined }],
    ['(async () => 1)()', { fulfilled: 1 }],
    ['(async () => { throw 1; })()', { rejected: 1 }],
    ['(async () => Promise.reject(1))()', { rejected: 1 }],
    ['(async () => { return await Promise.resolve(1) + 1; })()', { fulfilled: 2 }],
    ['(async () => { try { await Promise.reject(1); } catch (e) { return e + 1; } })()', { fulfilled: 2 }],
    ['(async () => { await Promise.reject(1); return 2; })()', { rejected: 1 }],
    ['(async (a, b = 2) => [a, b])(1)', { fulfilled: [1, 2] }],
    [
      '(async () => { let n = 0; for await (const x of [1, Promise.resolve(2)]) n += x; return n; })()',
      { fulfilled: 3 },
    ],
    ['(async () => { for await (const x of [Promise.reject(1)]) x; })()', { rejected: 1 }],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test.each([
    ['await 1', 1],
    ['await { a: 1 }', { a: 1 }],
    ['await null', null],
    ['typeof Promise.resolve(1).then', 'function'],
    ['Promise.resolve(1).nothing', undefined],
    ['Promise.resolve(1) instanceof Promise', true],
    ['`${Promise.resolve(1)}`', '[object Promise]'],
  ])('%s', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('a rejected one that is awaited throws what it was rejected with', () => {
    const outcome = interpret('await Promise.reject("no");');
    expect([outcome.kind, outcome.kind === 'throws' && plain(outcome.value)]).toEqual(['throws', 'no']);
    expect(thrownBy('Promise();')).toMatch(/^TypeError: .*cannot be invoked without 'new'/);
  });

  test.each([
    ['new Promise(() => {})', 'a promise that is settled later'],
    ['Promise.resolve({ then() {} })', 'an object that settles its own way'],
    ['await { then() {} }', 'an object that settles its own way'],
    ['await unseen', "'unseen' is not declared in this file"],
    ['Promise.all(unseen)', "'unseen' is not declared in this file"],
    ['Promise.any([1])', "'Promise.any' is not modelled"],
  ])('%s is unknown: %s', (program, reason) => {
    expect(reasonOf(program)).toBe(reason);
  });

  test('what an unknown one comes to is the choice of who made it', () => {
    expect(requestChooses('await REQUEST.body')).toBe(true);
    expect(requestChooses('(await Promise.all([REQUEST.body, 1]))[0]')).toBe(true);
    expect(requestChooses('REQUEST.text().then')).toBe(true);
    expect(valueOf('(await Promise.all([unseen, 1]))[1]')).toBe(1);
    expect(valueOf('(await Promise.allSettled([unseen, 1]))[1].value')).toBe(1);
    expect(valueOf('await { ...unseen, a: 1 } instanceof Object')).toBe(true);
  });

  test('a timer runs what it is given while a request is answered, with its arguments', () => {
    const program = (start: string) => `let seen = []; ${start} seen`;
    expect(valueOf(program('setTimeout((...args) => seen.push(args), 5, 1, 2);'))).toEqual([[1, 2]]);
    expect(valueOf(program('setImmediate(() => seen.push(1)); queueMicrotask(() => seen.push(2));'))).toEqual(
      [1, 2],
    );
    expect(valueOf(program('setTimeout("code", 5);'))).toEqual([]);
    expect(valueOf(program('setTimeout(() => seen.push(1));'), { phase: 'set-up' })).toEqual([]);
  });
});

describe('modules that read the environment', () => {
  const environment = { A: 'a', EMPTY: '' };
  const service = "import { ConfigService } from '@nestjs/config'; const config = new ConfigService(); ";
  const app = "import express from 'express'; const app = express(); ";
  test.each<[string, unknown]>([
    [`${service} config.get('A')`, 'a'],
    [`${service} config.get('A', 'd')`, 'a'],
    [`${service} config.get('UNSET')`, undefined],
    [`${service} config.get('UNSET', 'd')`, 'd'],
    [`${service} config.get('EMPTY', 'd')`, ''],
    [`${service} config.get('UNSET', { infer: true })`, undefined],
    [`${service} config.get('UNSET', { infer: false })`, { infer: false }],
    [`${service} config.get('UNSET', { infer: true, more: 1 })`, { infer: true, more: 1 }],
    [`${service} config.get('UNSET', {})`, {}],
    [`${service} config.get('UNSET', null)`, null],
    [`${service} config.getOrThrow('A')`, 'a'],
    [`${service} config.getOrThrow('UNSET', 'd')`, 'd'],
    [`${app} app.get('env')`, 'development'],
    [`${app} app.set('env', 'x') === app`, true],
    [`${app} app.set('env', undefined); app.get('env')`, undefined],
    [`${app} app.set('x', 1); app.get('x')`, 1],
    ["import { config } from 'dotenv'; config().parsed.A", 'a'],
    ["import { configDotenv } from 'dotenv'; configDotenv().parsed.A", 'a'],
    ["import * as dotenv from 'dotenv-flow'; dotenv.default.config().parsed.A", 'a'],
    ["import dotenv from '@dotenvx/dotenvx'; dotenv.config().parsed.UNSET", undefined],
  ])('%s', (program, expected) => {
    expect(valueOf(program, { environment })).toEqual(expected);
  });

  test.each([
    [`${service} config.get('a')`, 'configuration that is loaded elsewhere'],
    [`${service} config.get('A.b')`, 'configuration that is loaded elsewhere'],
    [`${service} config.get('A-B')`, 'configuration that is loaded elsewhere'],
    [`${service} config.get(unseen)`, 'configuration that is loaded elsewhere'],
    [`${service} config.get()`, 'configuration that is loaded elsewhere'],
    [`${service} config.set`, "'ConfigService.set' is not modelled"],
    [
      "import { ConfigModule } from '@nestjs/config'; ConfigModule.forRoot()",
      "'@nestjs/config' is another module",
    ],
    [`${app} app.get('x')`, "the setting 'x'"],
    [`${app} app.get(unseen)`, "'express' is another module"],
    [`${app} app.get('/', () => 1)`, "'express' is another module"],
    [`${app} app.set(unseen, 1)`, "'express' is another module"],
    [`${app} app.set('x')`, "'express' is another module"],
    [`${app} app.use()`, "'express' is another module"],
    [`${app} app()`, "'express' is another module"],
    ["import { Router } from 'express'; Router()", "'express' is another module"],
    ["import { parse } from 'dotenv'; parse('')", "'dotenv' is another module"],
  ])('%s is unknown: %s', (program, reason) => {
    expect(reasonOf(program, { environment })).toBe(reason);
  });

  test('what has to be there throws where it is not', () => {
    expect(thrownBy(`${service} config.getOrThrow('UNSET');`)).toMatch(
      /^TypeError: .*"UNSET" does not exist/,
    );
    expect(thrownBy(`${service} config.getOrThrow('UNSET', { infer: true });`)).toMatch(
      /"UNSET" does not exist/,
    );
  });

  const created = (options: string) =>
    `import { createEnv } from '@t3-oss/env-nextjs'; import { z } from 'zod'; createEnv(${options})`;
  test.each<[string, unknown]>([
    ['{ server: { A: z.string() } }', { A: 'a' }],
    ["{ client: { A: z.string().default('d') }, runtimeEnv: {} }", { A: 'd' }],
    ["{ shared: { EMPTY: z.string().default('d') }, emptyStringAsUndefined: true }", { EMPTY: 'd' }],
    ["{ shared: { EMPTY: z.string().default('d') }, emptyStringAsUndefined: false }", { EMPTY: '' }],
    ['{ server: {}, client: {} }', {}],
    ['{}', {}],
  ])('createEnv(%s)', (options, expected) => {
    expect(valueOf(created(options), { environment })).toEqual(expected);
  });

  test('createEnv of what is missing or unseen', () => {
    expect(interpret(`${created('{ server: { UNSET: z.string() } }')};`, { environment }).kind).toBe(
      'throws',
    );
    expect(reasonOf(created('5'), { environment })).toBe('an environment described elsewhere');
    expect(reasonOf(created('{ client: unseen }'), { environment })).toBe(
      "'unseen' is not declared in this file",
    );
    expect(reasonOf("import { other } from '@t3-oss/env-core'; other", { environment })).toBe(
      "'@t3-oss/env-core' is another module",
    );
  });
});
