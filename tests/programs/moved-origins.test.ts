import { describe, expect, test } from 'vitest';
import { triedIn } from '../harness/matrix.js';
import { sameVerdictFaults } from '../metamorphic/same-verdict.js';
import { transformations } from '../metamorphic/transformations.js';
import { fixtures } from './fixtures.js';
import { hardCodedAmong, hardCodedIn } from './hard-coded.js';
import { movedOriginFaults } from './moved-origins.js';

const folderOf = ({ name }: { readonly name: string }): string => name.split('/')[0] ?? '';
const hardCoded = hardCodedAmong(fixtures);
const rewritten = hardCoded.filter(({ text, fixed }) => fixed !== text);

test('the libraries and platforms whose programs are rewritten', () => {
  expect([...new Set(rewritten.map(folderOf))]).toEqual([
    'adonis-cors',
    'cors-express4',
    'cors-express5',
    'cors-mcp',
    'cors-next',
    'cors-node-http',
    'cors-trpc',
    'elysia-cors',
    'fastify-cors',
    'h3-cors',
    'hapi',
    'headers-azure',
    'headers-express',
    'headers-fastify',
    'headers-fetch',
    'headers-h3',
    'headers-hono',
    'headers-koa',
    'headers-lambda',
    'headers-node-http',
    'hono-cors',
    'itty-cors',
    'itty-create-cors',
    'koa-cors',
    'middy-http-cors',
    'nest-express',
    'nest-fastify',
    'nest-gateway',
    'nest-middleware',
    'restify-cors',
    'socket-io',
    'strapi-cors',
    'tinyhttp-cors',
  ]);
});

describe('origins that move into the environment are admitted as before, and nobody else:', () => {
  test.each(triedIn(4, rewritten))('$name', async (program) => {
    expect(program.left).toBe(0);
    expect(await movedOriginFaults(program, program.fixed, program.moved)).toEqual([]);
  });
});

describe('a program that names origins is reported, however it is written:', () => {
  // Each transformation knows nothing of libraries: one program of each is enough.
  const firsts = hardCoded.filter(
    (program, index) => hardCoded.findIndex((other) => folderOf(other) === folderOf(program)) === index,
  );

  test.for(firsts.map((fixture, row) => ({ ...fixture, ways: triedIn(row, transformations) })))(
    '$name',
    ({ ways, ...fixture }) => {
      expect(sameVerdictFaults(fixture, ways, hardCodedIn)).toEqual([]);
    },
  );
});
