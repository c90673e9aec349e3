import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { fix, lint } from '../programs/lint.js';
import { root } from '../repository/root.js';

const source = (text: string) => ({ path: join(root, 'tests/server.mjs'), text });
const rulesFor = (text: string): string[] => lint(plugin, source(text)).map(({ rule }) => rule);
const fixed = (text: string): string => fix(plugin, source(text)).text;

const OPEN = `setHeader(event, 'Access-Control-Allow-Origin', '*')`;

describe('a function is given an event', () => {
  test.each([
    `import { defineEventHandler, setHeader } from 'h3';\nexport default defineEventHandler((event) => { ${OPEN}; });`,
    `import { eventHandler as handler, setHeader as put } from 'h3';\nexport default handler(async (event) => { put(event, 'access-control-allow-origin', '*'); });`,
    `import * as h3 from 'h3';\nexport default h3.defineEventHandler((event) => { h3.${OPEN}; });`,
    `import { defineHandler, setHeader } from 'nitro/h3';\nexport default defineHandler({ middleware: [(event) => { ${OPEN}; }], handler: () => 'data' });`,
    `import { setHeader } from 'h3';\nexport function open(event) { ${OPEN}; }`,
    `import { setHeader } from 'h3';\nconst open = (event) => ${OPEN};\nexport const all = (app) => app.use(open);`,
    `import { H3 } from 'h3';\nexport default new H3().get('/', (event) => { event.res.headers.set('Access-Control-Allow-Origin', '*'); return 'data'; });`,
  ])('%s', (text) => {
    expect(rulesFor(text)).toEqual(['cors/no-wildcard-origin']);
  });

  test.each([
    [
      'a function of the program',
      `import { defineEventHandler } from 'h3';\nimport { setHeader } from './headers.js';\nexport default defineEventHandler((event) => { ${OPEN}; });`,
    ],
    [
      'another event',
      `import { defineEventHandler, setHeader } from 'h3';\nimport { other } from './other.js';\nexport default defineEventHandler((event) => { setHeader(other, 'Access-Control-Allow-Origin', '*'); });`,
    ],
    [
      'a response of an error, which has no headers of the event',
      `import { H3 } from 'h3';\nexport default new H3().get('/', (event) => { event.res.headers.set('Access-Control-Allow-Origin', '*'); return new Response('', { status: 404 }); });`,
    ],
    [
      'a test',
      `import { test } from 'vitest';\nimport { defineEventHandler, setHeader } from 'h3';\ntest('x', () => { defineEventHandler((event) => { ${OPEN}; }); });`,
    ],
    ['a file that is not for h3', `export default defineEventHandler((event) => { ${OPEN}; });`],
  ])('%s is silent', (_name, text) => {
    expect(rulesFor(text)).toEqual([]);
  });
});

test('headers of a response carry their own Vary', () => {
  const text = `import { H3 } from 'h3';\nexport default new H3().get('/', (event) => new Response('data', { headers: { 'Access-Control-Allow-Origin': '*' } }));\n`;
  expect(fixed(text)).toContain(`: {}), Vary: 'Origin' }`);
  expect(fixed(text)).not.toContain('event.res');
});
