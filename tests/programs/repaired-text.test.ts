import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codemodTransform } from '../../codemods/jscodeshift/codemod-transform.js';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { root } from '../repository/root.js';
import { fixtures, reported } from './fixtures.js';
import { hardCodedAmong } from './hard-coded.js';
import { fix, type FixedText, type Source } from './lint.js';
import { asOnWindows, parityFaults, type Rewrite } from './parity.js';
import { repairedTextFaults } from './repaired-text.js';
import { typeErrors } from './type-errors.js';

const fixed = (file: Source): FixedText => fix(plugin, file);

describe('eslint --fix leaves a text that parses, is silent, and stays as it is:', () => {
  test.each(triedIn(0, reported))('$name', (fixture) => {
    expect(repairedTextFaults(fixture, fixed)).toEqual([]);
  });
});

// What would belong to none of them would be left out, and the bytes would differ.
describe('the codemods together write the bytes of eslint --fix:', () => {
  const together = codemodTransform('env-origins', 'fix-origin-callback', 'headers-to-allow-list');
  const codemod: Rewrite = ({ path: file, text }) =>
    together({ path: file, source: text }, { stats: () => undefined, report: () => undefined }, {}) ?? text;

  // Line endings and byte order marks are nothing a program has to do with: half of the programs tell.
  const programs = reported.map((fixture, index) =>
    index % 2 === 0
      ? fixture
      : {
          ...fixture,
          name: `${fixture.name} with CRLF and a byte order mark`,
          text: asOnWindows(fixture.text),
        },
  );

  test.each(triedIn(1, programs))('$name', (fixture) => {
    expect(parityFaults(fixture, codemod, (file) => fixed(file).text)).toEqual([]);
  });
});

describe('the TypeScript compiler, in strict mode,', () => {
  const isTyped = ({ language }: { readonly language: string }): boolean => /ts/.test(language);

  const typed = fixtures.filter(isTyped);
  const folderOf = ({ name }: { readonly name: string }): string => name.split('/')[0] ?? '';
  // The types of a library take longer than the programs that use it: those are tried together.
  const tried = triedIn(5, [...new Set(typed.map(folderOf))]);

  // The types of six frameworks are read for it, and those of aws-cdk-lib, which are as large as all of them.
  test('accepts programs as they are, and as a fix leaves them', { timeout: 240_000 }, () => {
    const given = typed.filter((fixture) => tried.includes(folderOf(fixture)));
    const programs = [
      ...given
        .filter(({ rules }) => rules.length > 0)
        .map((fixture) => ({ ...fixture, text: fixed(fixture).text })),
      ...hardCodedAmong(given).map((fixture) => ({ ...fixture, text: fixture.fixed })),
    ].map(({ path, text }) => ({ path: path.replace(/(\.[a-z]+)$/, '.fixed$1'), text }));
    expect(programs.length).toBeGreaterThan(15);
    expect(typeErrors([...given, ...programs])).toEqual([]);
  });

  // With the wrong type of the option in it, the same program is refused: the types of the library are there.
  const usesOf: Readonly<Record<string, (option: string) => string>> = {
    'cors-express5': (option) => `import cors from 'cors';\nexport default cors(${option});`,
    'koa-cors': (option) => `import cors from '@koa/cors';\nexport default cors(${option});`,
    'hono-cors': (option) => `import { cors } from 'hono/cors';\nexport default cors(${option});`,
    'itty-cors': (option) => `import { cors } from 'itty-router';\nexport default cors(${option});`,
    'fastify-cors': (option) =>
      `import cors from '@fastify/cors';\nimport fastify from 'fastify';\nexport default fastify().register(cors, ${option});`,
    'tinyhttp-cors': (option) => `import { cors } from '@tinyhttp/cors';\nexport default cors(${option});`,
    'elysia-cors': (option) => `import { cors } from '@elysiajs/cors';\nexport default cors(${option});`,
    'nest-express': (option) =>
      `import type { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface';\nexport const options: CorsOptions = ${option};`,
    'nest-fastify': (option) =>
      `import type { NestFastifyApplication } from '@nestjs/platform-fastify';\nexport default (app: NestFastifyApplication) => app.enableCors(${option});`,
    'socket-io': (option) =>
      `import { Server } from 'socket.io';\nexport default new Server({ cors: ${option} });`,
  };

  test('knows the types of every library', () => {
    const folders = triedIn(0, Object.entries(usesOf)).map(([folder, use]) => ({
      use,
      typed: reported.find((fixture) => fixture.name.startsWith(`${folder}/`) && isTyped(fixture)),
    }));
    const programs = folders.flatMap(({ use, typed }) => {
      expect.assert(typed !== undefined);
      return ["'https://app.example.com'", '1'].map((value) => ({
        path: typed.path.replace(/\.[a-z]+$/, value === '1' ? '.wrong.mts' : '.right.mts'),
        text: `${use(`{ origin: ${value} }`)}\n`,
      }));
    });
    const refused = typeErrors(programs).map((error) => error.split(':')[0]);
    expect([...new Set(refused)].sort()).toEqual(
      programs
        .map(({ path: name }) => path.relative(root, name))
        .filter((name) => name.includes('.wrong.'))
        .sort(),
    );
  });
});
