import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fix, lint } from './lint.js';
import { origin } from './remedies.js';

let folder: string;

const PROJECTS = {
  express: { '@nestjs/platform-express': '^12.5.1' },
  fastify: { '@nestjs/platform-fastify': '^12.5.0' },
  both: { '@nestjs/platform-express': '^12.5.1', '@nestjs/platform-fastify': '^12.5.0' },
  ws: { '@nestjs/platform-ws': '^12.1.1' },
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'eslint-plugin-cors-'));
  for (const [project, dependencies] of Object.entries(PROJECTS)) {
    mkdirSync(path.join(folder, project));
    writeFileSync(path.join(folder, project, 'package.json'), JSON.stringify({ dependencies }));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileIn = (project: keyof typeof PROJECTS): string => path.join(folder, project, 'main.ts');

const rules = (code: string, project: keyof typeof PROJECTS = 'both'): (string | null)[] =>
  lint(code, { file: fileIn(project) }).map(({ ruleId }) => ruleId);

const IMPORTS = `import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { adapter } from './adapter.js';
`;

/** Nobody on Express, everybody on Fastify. */
const ONLY_FASTIFY = `{ origin: ['*'] }`;
const WILDCARD = ['cors/no-wildcard-origin'];
const DEAD = ['cors/valid-allowed-origins'];

describe('the adapter decides what a list with the wildcard means:', () => {
  const apps: readonly [string, string, readonly string[]][] = [
    ['none', 'const app = await NestFactory.create(AppModule);', DEAD],
    ['none, and options', 'const app = await NestFactory.create(AppModule, { bodyParser: false });', DEAD],
    ['Express', 'const app = await NestFactory.create(AppModule, new ExpressAdapter(server));', DEAD],
    ['Fastify', 'const app = await NestFactory.create(AppModule, new FastifyAdapter());', WILDCARD],
    [
      'Fastify by a constant, and options',
      'const chosen = new FastifyAdapter({ logger: true });\nconst app = await NestFactory.create(AppModule, chosen, {});',
      WILDCARD,
    ],
    [
      'that of another file, with a type for Fastify',
      'const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter);',
      WILDCARD,
    ],
    [
      'that of another file, with a type for Express',
      'const app = await NestFactory.create<NestExpressApplication>(AppModule, adapter);',
      DEAD,
    ],
    ['that of another file', 'const app = await NestFactory.create(AppModule, adapter);', []],
    [
      'assigned later',
      'let app: NestFastifyApplication;\napp = await NestFactory.create(AppModule, new FastifyAdapter());',
      WILDCARD,
    ],
    [
      'said to be Fastify, and not given',
      'const app = await NestFactory.create<NestFastifyApplication>(AppModule);',
      DEAD,
    ],
  ];
  test.each(apps)('%s', (_name, app, expected) => {
    expect(rules(`${IMPORTS}${app}\napp.enableCors(${ONLY_FASTIFY});\n`)).toEqual(expected);
  });
});

describe('an app that is a parameter', () => {
  const program = (type: string, options: string): string =>
    `${IMPORTS}export function setUp(app: ${type}) {\n  app.enableCors(${options});\n}\n`;

  test('is of its type', () => {
    expect(rules(program('NestFastifyApplication', ONLY_FASTIFY))).toEqual(WILDCARD);
    expect(rules(program('NestExpressApplication', ONLY_FASTIFY))).toEqual(DEAD);
  });

  test('runs on the adapter the project has', () => {
    expect(rules(program('INestApplication', ONLY_FASTIFY), 'fastify')).toEqual(WILDCARD);
    expect(rules(program('INestApplication', ONLY_FASTIFY), 'express')).toEqual(DEAD);
  });

  test('is open only if it is so on both, where the project has both', () => {
    expect(rules(program('INestApplication', ONLY_FASTIFY))).toEqual([]);
    const reflecting = program('INestApplication', '{ origin: true }');
    expect(rules(reflecting)).toEqual(['cors/no-reflected-origin']);
    const { output } = fix(reflecting, { file: fileIn('both') });
    const typed = origin.replace(
      '(_origin, callback)',
      '(_origin: string | undefined, callback: (error: Error | null, origin: string[]) => void)',
    );
    expect(output).toBe(program('INestApplication', `{ origin: ${typed} }`));
  });

  test('of no type of Nest is not an app of Nest', () => {
    expect(rules('export function setUp(app: Server) {\n  app.enableCors();\n}\n')).toEqual([]);
  });
});

describe('the option cors of NestFactory.create', () => {
  const create = (options: string): string =>
    `${IMPORTS}const app = await NestFactory.create(AppModule, ${options});\n`;

  test.each(['{ cors: false }', '{ cors: undefined }', '{}', '{ logger: false }', '{ cors: flags.cors }'])(
    'is silent: %s',
    (options) => {
      expect(rules(create(options))).toEqual([]);
    },
  );

  test('is replaced where it is true, in a constant too', () => {
    const { output, messages } = fix(create('{ cors: true }'), { file: fileIn('express') });
    expect(output).toBe(create(`{ cors: { origin: ${origin} } }`));
    expect(messages).toEqual([]);
    const constant = `${IMPORTS}const options = { cors: true };\nawait NestFactory.create(AppModule, options);\n`;
    expect(rules(constant)).toEqual(WILDCARD);
    expect(fix(constant, { file: fileIn('express') }).output).toContain(
      '{ cors: { origin: (_origin: string | undefined, ',
    );
  });

  test('is kept where it may switch CORS off', () => {
    const gated = create(`{ cors: process.env.NODE_ENV === 'production' }`);
    expect(rules(gated)).toEqual(WILDCARD);
    expect(fix(gated, { file: fileIn('express') }).output).toBe(gated);
  });

  test('gets the options of an object', () => {
    const reflecting = create('{ cors: { origin: true, credentials: true } }');
    expect(rules(reflecting)).toEqual(['cors/no-reflected-origin']);
    expect(fix(reflecting, { file: fileIn('express') }).output).toBe(
      create(`{ cors: { origin: ${origin}, credentials: true } }`),
    );
  });
});

describe('objects of the type CorsOptions', () => {
  const typed = (options: string, suffix = ''): string =>
    `import type { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface${suffix}';\nexport const options: CorsOptions = ${options};\n`;

  test.each(['', '.js'])('are judged where they are declared%s', (suffix) => {
    expect(rules(typed(`{ origin: '*' }`, suffix))).toEqual(WILDCARD);
    expect(rules(typed(`{ origin: ['https://app.example.com'] }`, suffix))).toEqual([]);
  });

  test('mean what the adapter of the project makes of them', () => {
    expect(rules(typed(ONLY_FASTIFY), 'fastify')).toEqual(WILDCARD);
    expect(rules(typed(ONLY_FASTIFY), 'express')).toEqual(DEAD);
    expect(rules(typed(ONLY_FASTIFY), 'both')).toEqual([]);
  });
});

test('one object that is exported and used is reported once', () => {
  const code = `${IMPORTS}export const corsOptions = { origin: '*' };\nconst app = await NestFactory.create(AppModule);\napp.enableCors(corsOptions);\n`;
  expect(rules(code)).toEqual(WILDCARD);
});

test('a ConfigService of the app reads the environment', () => {
  const code = `${IMPORTS}import { ConfigService } from '@nestjs/config';
const app = await NestFactory.create(AppModule);
app.enableCors({ origin: app.get(ConfigService).get('WEB_ORIGIN', '*') });
`;
  expect(rules(code)).toEqual(['cors/no-permissive-fallback']);
  expect(rules(code.replace(`'*'`, `'https://app.example.com'`))).toEqual([]);
});

describe('the options of a gateway', () => {
  const gateway = (given: string, before = ''): string =>
    `import { WebSocketGateway } from '@nestjs/websockets';\n${before}@WebSocketGateway(${given})\nexport class Events {}\n`;

  test.each([
    ['{ cors: true }', WILDCARD],
    ['{ cors: false }', []],
    ["80, { cors: { origin: '*' } }", WILDCARD],
    ["80, { cors: { origin: 'https://app.example.com' } }", []],
    ["Number(process.env.PORT), { cors: { origin: '*' } }", WILDCARD],
    ['{ cors: { origin: true, credentials: true } }', ['cors/no-reflected-origin']],
    ['80', []],
    ['', []],
  ])('(%s)', (given, expected) => {
    expect(rules(gateway(given))).toEqual(expected);
  });

  test('may stand in a constant, which is reported once', () => {
    const code = gateway(
      'options',
      "export const corsOptions = { origin: '*' };\nconst options = { namespace: 'events', cors: corsOptions };\n",
    );
    expect(rules(code)).toEqual(WILDCARD);
  });

  test('read at each request once they are fixed, as decorators are evaluated before any .env file is', () => {
    expect(fix(gateway('{ cors: true }'), { file: fileIn('both') }).output).toBe(
      gateway(
        `{ cors: { origin: ${origin.replace('(_origin, callback)', '(_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void)')} } }`,
      ),
    );
  });

  test('are silent where its servers are those of ws, which send no headers', () => {
    expect(rules(gateway('{ cors: true }'), 'ws')).toEqual([]);
  });

  test('of another decorator of that name are silent', () => {
    expect(rules(gateway('{ cors: true }').replace('@nestjs/websockets', './gateway.js'))).toEqual([]);
  });
});

describe('a header of a method', () => {
  const method = (decorators: string): string =>
    `import { Get, Header } from '@nestjs/common';\nexport class Data {\n  ${decorators}\n  read() {\n    return 1;\n  }\n}\n`;

  test('needs you, as no request is in scope', () => {
    const code = method(`@Get() @Header('Access-Control-Allow-Origin', '*')`);
    const [message] = lint(code, { file: fileIn('both') });
    expect(message?.message).toContain(
      'this one needs you, because the header is settled when the class is defined, before any request: leave the decorator out, and let `app.enableCors` admit a listed origin.',
    );
    expect(fix(code, { file: fileIn('both') }).output).toBe(code);
  });

  test.each([
    `@Get() @Header('Access-Control-Allow-Origin', 'https://app.example.com')`,
    `@Get() @Header('Access-Control-Allow-Origin', ALLOWED)`,
    `@Get() @Header('Access-Control-Expose-Headers', '*') // Access-Control-Allow-Origin`,
  ])('%s is silent', (decorators) => {
    expect(rules(`import { ALLOWED } from './allowed.js';\n${method(decorators)}`)).toEqual([]);
  });
});
