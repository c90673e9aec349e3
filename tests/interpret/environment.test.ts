import { describe, expect, test } from 'vitest';
import { isDeploymentVariable, productionValue } from '../../src/interpret/environment.js';
import { reasonOf, valueOf } from '../harness/interpret.js';

const environment = { ORIGINS: 'https://app.example.com, https://b.example', EMPTY: '' };
const ORIGINS = environment.ORIGINS;

describe('readers of the environment', () => {
  test.each([
    ['process.env.ORIGINS', ORIGINS],
    ['process.env["ORIGINS"]', ORIGINS],
    ['const { ORIGINS } = process.env; ORIGINS', ORIGINS],
    ['const env = process.env; env.ORIGINS', ORIGINS],
    ['import process from "node:process"; process.env.ORIGINS', ORIGINS],
    ['import { env } from "process"; env.ORIGINS', ORIGINS],
    ['const { env } = require("process"); env.ORIGINS', ORIGINS],
    ['import.meta.env.ORIGINS', ORIGINS],
    ['Bun.env.ORIGINS', ORIGINS],
    ['Deno.env.get("ORIGINS")', ORIGINS],
    ['globalThis.process.env.ORIGINS', ORIGINS],
    ['process.env.UNSET', undefined],
    ['process.env.EMPTY', ''],
    ['Deno.env.get("UNSET")', undefined],
    ['Deno.env.has("ORIGINS") && !Deno.env.has("UNSET")', true],
    ['Deno.env.has("ORIGINS")', true],
    ['"ORIGINS" in process.env', true],
    ['"UNSET" in process.env', false],
    ['process.env.hasOwnProperty("ORIGINS")', true],
    ['process.env.toString', 'a function'],
    ['process.env.UNSET || "*"', '*'],
    ['process.env.EMPTY ?? "*"', ''],
    [
      '(process.env.ORIGINS ?? "").split(",").map((s) => s.trim()).filter(Boolean)',
      ['https://app.example.com', 'https://b.example'],
    ],
    ['process.env.UNSET?.split(",") ?? []', []],
    ['process.env.LATE = "x"; process.env.LATE', 'x'],
    ['process.env.UNSET ??= "x"; process.env.UNSET', 'x'],
    ['delete process.env.ORIGINS; process.env.ORIGINS', undefined],
    ['import.meta.env.PROD && !import.meta.env.DEV', true],
    ['[import.meta.env.PROD, import.meta.env.DEV]', [true, false]],
    ['[import.meta.env.ORIGINS, process.env.DEV]', [ORIGINS, undefined]],
    ['[process.env === Bun.env, process.env === process.env]', [true, true]],
    ['[Deno.env.get("ORIGINS"), Deno.env.get("UNSET"), Deno.env.get("EMPTY")]', [ORIGINS, undefined, '']],
    ['[Deno.env.has("ORIGINS"), Deno.env.has("UNSET"), Deno.env.has("EMPTY")]', [true, false, true]],
    ['Deno.env.toObject().ORIGINS', ORIGINS],
    ['let n = 0; process.nextTick((x, y) => { n = x + y; }, 1, 2); n', 3],
    ['process.nextTick("no function")', undefined],
    ['process.env.PROD', undefined],
  ])('%s', (program, expected) => {
    expect(valueOf(program, { environment })).toEqual(expected);
  });

  test('the whole environment, and a variable with an unknown name, are unknown', () => {
    expect(reasonOf('({ ...process.env }).ORIGINS', { environment })).toMatch(/process.env/);
    expect(reasonOf('Object.keys(process.env)', { environment })).toMatch(/process.env/);
    expect(reasonOf('process.env[unseen]', { environment })).toBeTypeOf('string');
    expect(reasonOf('Object.keys(Deno.env.toObject())', { environment })).toMatch(/process.env/);
    expect(reasonOf('Object.keys(Deno.env)', { environment })).toBe('all members of Deno.env');
    expect(reasonOf('Deno.env.get(unseen)', { environment })).toBe('a variable with an unknown name');
    expect(reasonOf('Deno.env.set', { environment })).toBe('Deno.env.set');
    expect(reasonOf('process.argv', { environment })).toMatch(/argv/);
  });
});

test('a variable that names the deployment says production', () => {
  expect(isDeploymentVariable('NODE_ENV')).toBe(true);
  expect(productionValue('NODE_ENV')).toBe('production');
  expect(isDeploymentVariable('CORS_ALLOWED_ORIGINS')).toBe(false);
  expect(productionValue('CORS_ALLOWED_ORIGINS')).toBeUndefined();
  for (const name of ['APP_ENV', 'ENVIRONMENT', 'VERCEL_ENV', 'MODE', 'DENO_DEPLOYMENT_ID'])
    expect([isDeploymentVariable(name), productionValue(name)]).toEqual([true, 'production']);
  for (const name of ['PRODUCTION', 'IS_PRODUCTION', 'PROD', 'IS_PROD'])
    expect([isDeploymentVariable(name), productionValue(name)]).toEqual([true, 'true']);
});
