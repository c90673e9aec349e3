import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { interpret, plain } from '../harness/interpret.js';

/** Stands for a program that throws or ends itself. */
const ENDS = 'ends';

const environments = {
  set: { ORIGIN: 'https://app.example.com', NODE_ENV: 'production' },
  unset: { NODE_ENV: 'production' },
  empty: { ORIGIN: '', NODE_ENV: 'production' },
  'unset, in development': { NODE_ENV: 'development' },
} as const;
type EnvironmentName = keyof typeof environments;

const programs: Readonly<
  Record<string, { readonly imports: string; readonly expressions: readonly string[] }>
> = {
  zod: {
    imports: "import { z } from 'zod';",
    expressions: [
      "z.object({ ORIGIN: z.string().default('*') }).parse(process.env).ORIGIN",
      'z.object({ ORIGIN: z.string().optional() }).parse(process.env).ORIGIN',
      "z.object({ ORIGIN: z.string().default('*').transform((text) => text.split(',')) }).parse(process.env).ORIGIN",
      'z.object({ ORIGIN: z.string() }).parse(process.env).ORIGIN',
      'z.object({ ORIGIN: z.string() }).safeParse(process.env).success',
      "z.string().url().catch('*').parse(process.env.ORIGIN)",
      "z.url().catch('*').parse(process.env.ORIGIN)",
      "z.union([z.string(), z.any()]).parse(process.env.ORIGIN) ?? '*'",
      'z.coerce.boolean().parse(process.env.ORIGIN)',
      'z.coerce.string().parse(process.env.ORIGIN)',
      "z.string().default(() => 'x').pipe(z.any()).parse(process.env.ORIGIN).length",
      "z.string().trim().prefault(' * ').parse(process.env.ORIGIN)",
      "z.string().default('*').optional().parse(process.env.ORIGIN)",
      "z.string().default('*').refine(() => true).optional().parse(process.env.ORIGIN)",
      "z.string().catch('*').optional().parse(process.env.ORIGIN)",
      "z.string().default('*').catch('x').optional().parse(process.env.ORIGIN)",
      "z.string().optional().default('*').parse(process.env.ORIGIN)",
      "z.string().transform((text) => text.split(',')).default(['*']).parse(process.env.ORIGIN)",
      "z.object({ ORIGIN: z.string().default('*') }).shape.ORIGIN.parse(process.env.ORIGIN)",
      "z.object({ ORIGIN: z.string() }).partial().extend({ A: z.string().default('a') }).parse(process.env).ORIGIN",
      "z.string().trim().default(' * ').parse(process.env.ORIGIN)",
      "z.string().nullish().parse(process.env.ORIGIN) ?? '*'",
      "z.string().nonempty().catch('*').parse(process.env.ORIGIN)",
      "z.preprocess((value) => value || undefined, z.string().default('*')).parse(process.env.ORIGIN)",
      "z.string().refine((text) => text.startsWith('https:')).or(z.literal('')).parse(process.env.ORIGIN)",
      "z.object({ A: z.string().default('a') }).extend({ ORIGIN: z.string().default('*') }).parse(process.env)",
      "z.object({ ORIGIN: z.string().default('*') }).extend({ ORIGIN: z.string().default('x') }).parse(process.env)",
      "z.object({ A: z.string().default('a') }).merge(z.object({ ORIGIN: z.string().default('*') })).parse(process.env)",
      "z.object({ A: z.string().default('a'), ORIGIN: z.string().default('*') }).pick({ ORIGIN: true }).parse(process.env)",
      "z.object({ A: z.string(), ORIGIN: z.string().default('*') }).omit({ A: true }).parse(process.env)",
      'z.object({ ORIGIN: z.string() }).partial().parse(process.env).ORIGIN',
      "z.object({ ORIGIN: z.string().default('*') }).partial().parse(process.env).ORIGIN",
      "z.object({ ...z.object({ ORIGIN: z.string().default('*') }).shape }).parse(process.env).ORIGIN",
    ],
  },
  envalid: {
    imports: "import { cleanEnv, str, url } from 'envalid';",
    expressions: [
      'cleanEnv(process.env, { ORIGIN: str() }).ORIGIN',
      "cleanEnv(process.env, { ORIGIN: str({ default: '*' }) }).ORIGIN",
      "cleanEnv(process.env, { ORIGIN: str({ devDefault: '*' }) }).ORIGIN",
      "cleanEnv(process.env, { ORIGIN: str({ devDefault: '*', default: 'x' }) }).ORIGIN",
      'cleanEnv(process.env, { ORIGIN: str({ default: undefined }) }).ORIGIN',
      "cleanEnv(process.env, { ORIGIN: url({ default: 'https://x.example' }) }).ORIGIN",
    ],
  },
  createEnv: {
    imports: "import { createEnv } from '@t3-oss/env-core'; import { z } from 'zod';",
    expressions: [
      "createEnv({ server: { ORIGIN: z.string().default('*') }, runtimeEnv: process.env }).ORIGIN",
      "createEnv({ server: { ORIGIN: z.string().default('*') }, runtimeEnv: { ORIGIN: process.env.ORIGIN } }).ORIGIN",
      "createEnv({ server: { ORIGIN: z.string().default('*') }, runtimeEnv: process.env, emptyStringAsUndefined: true }).ORIGIN",
      'createEnv({ server: { ORIGIN: z.string() }, runtimeEnv: process.env }).ORIGIN',
    ],
  },
  ConfigService: {
    imports: "import { ConfigService } from '@nestjs/config'; const config = new ConfigService();",
    expressions: [
      "config.get('ORIGIN')",
      "config.get('ORIGIN', '*')",
      "config.get('ORIGIN', { infer: true })",
      "config.get('ORIGIN', '*', { infer: true })",
      "config.get('ORIGIN') || '*'",
      "config.getOrThrow('ORIGIN')",
      "config.getOrThrow('ORIGIN', '*')",
    ],
  },
};

const root = join(import.meta.dirname, '../..');

/** What Node makes of the expressions, with the real library: their values as JSON has them. */
async function executed(
  { imports, expressions }: { imports: string; expressions: readonly string[] },
  environment: Readonly<Record<string, string>>,
): Promise<unknown[]> {
  const script = `${imports}
    const given = { ...process.env };
    process.exit = () => { throw new Error('exit'); };
    const results = [];
    for (const evaluate of [${expressions.map((text) => `() => (${text})`).join(', ')}]) {
      for (const name of Object.keys(process.env)) delete process.env[name];
      Object.assign(process.env, given);
      try { results.push({ value: evaluate() }); } catch { results.push({ value: ${JSON.stringify(ENDS)} }); }
    }
    process.stdout.write('\\u001d' + JSON.stringify(results));`;
  const { PATH = '' } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { PATH, ...environment },
  });
  const results = JSON.parse(stdout.slice(stdout.lastIndexOf('\u001d') + 1)) as { value?: unknown }[];
  return results.map(({ value }) => value);
}

function interpreted(
  imports: string,
  expression: string,
  environment: Readonly<Record<string, string>>,
): unknown {
  const outcome = interpret(`${imports} (${expression});`, { environment, path: '/program.mjs' });
  if (outcome.kind === 'throws') return ENDS;
  return outcome.kind === 'value' ? plain(outcome.value) : outcome;
}

describe.each(Object.entries(programs))('%s reads the environment as the real library does', (_, library) => {
  test.each(Object.keys(environments) as EnvironmentName[])('%s', async (name) => {
    const environment = environments[name];
    const values = await executed(library, environment);
    const known = library.expressions.map((expression) => [
      expression,
      interpreted(library.imports, expression, environment),
    ]);
    expect(known).toEqual(library.expressions.map((expression, index) => [expression, values[index]]));
  });
});
