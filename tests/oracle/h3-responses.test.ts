import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { versionsOf, withInstalledNames } from '../harness/installed.js';
import { noteRun } from '../harness/support-evidence.js';
import { readFixture } from '../programs/fixture.js';
import { fix } from '../programs/lint.js';
import { repairedAnswerFaults } from '../programs/repaired-answers.js';
import { root } from '../repository/root.js';
import { describeAgreement, type Host } from './agreement.js';

/** Statements of a handler that is given `event`; what it returns is the answer. */
const newest: Host<string> = {
  name: 'handlers of h3 2',
  program: (statements) => `const h3 = require('h3');
const { appendHeader, getHeader, getRequestHeaders, getResponseHeader, removeResponseHeader, setHeader, setHeaders, setResponseHeader } = h3;
const LIST = ['https://app.example.com', 'https://b.example'];
const app = new h3.H3({ silent: true });
app.all('/', (event) => {
${statements}
  return 'data';
});
module.exports = app;
`,
};
const installed = { h3: { name: 'h3-1', version: '1.15.11' } };
const old: Host<string> = {
  name: 'handlers of h3 1',
  program: (statements) => `const h3 = require('h3');
const { appendHeader, getHeader, getRequestHeaders, getResponseHeader, removeResponseHeader, setHeader, setHeaders, setResponseHeader } = h3;
const LIST = ['https://app.example.com', 'https://b.example'];
const app = h3.createApp();
app.use(h3.defineEventHandler((event) => {
${statements}
  return 'data';
}));
module.exports = h3.toNodeListener(app);
`,
  installed,
};

const NAME = `'Access-Control-Allow-Origin'`;
const inBoth = [
  `setHeader(event, ${NAME}, '*');`,
  `setResponseHeader(event, ${NAME}, ['*']);`,
  `setHeaders(event, { ${NAME}: '*', 'Access-Control-Allow-Credentials': 'true' });`,
  `setHeader(event, ${NAME}, getHeader(event, 'origin') || '*');`,
  `setHeader(event, ${NAME}, getRequestHeaders(event).origin ?? '*');`,
  `setHeader(event, ${NAME}, event.headers.get('origin') ?? '*');`,
  `appendHeader(event, ${NAME}, '*');`,
  `setHeader(event, ${NAME}, '*');\nsetHeader(event, ${NAME}, 'https://app.example.com');`,
  `setHeader(event, ${NAME}, '*');\nremoveResponseHeader(event, ${NAME});`,
  `setHeader(event, 'Vary', 'Origin');\nif (LIST.includes(getHeader(event, 'Origin'))) setHeader(event, ${NAME}, getHeader(event, 'origin'));`,
  `if (!getResponseHeader(event, ${NAME})) setHeader(event, ${NAME}, '*');`,
  `if (event.method === 'OPTIONS') setHeader(event, ${NAME}, '*');`,
  `return new Response('data', { headers: { ${NAME}: '*' } });`,
  `setHeader(event, ${NAME}, '*');\nreturn new Response('data', { headers: { ${NAME}: 'https://app.example.com' } });`,
  `setHeader(event, ${NAME}, '*');\nreturn new Response('data', { status: 404 });`,
];

const named = (statements: readonly string[]) => statements.map((given) => ({ name: given, given }));

describeAgreement([newest, old], named(inBoth));
describeAgreement(
  [newest],
  named([
    // Version 1 sends a line for each of two values, which browsers refuse as well.
    `setHeader(event, ${NAME}, LIST);`,
    `setHeader(event, ${NAME}, 'https://app.example.com');\nappendHeader(event, ${NAME}, '*');`,
    `event.res.headers.set(${NAME}, '*');`,
    `event.res.headers.append(${NAME}, event.req.headers.get('origin') ?? '*');`,
    `event.res.headers.set(${NAME}, '*');\nevent.res.headers.delete(${NAME});`,
  ]),
);
describeAgreement(
  [old],
  named([
    `event.node.res.setHeader(${NAME}, '*');`,
    `event.node.res.setHeader(${NAME}, event.node.req.headers.origin ?? '*');`,
    `event.res.setHeader(${NAME}, '*');`,
  ]),
);

describe('what a fix makes of handlers of h3 1', () => {
  test.for([
    `setHeader(event, ${NAME}, '*');`,
    `setHeaders(event, { ${NAME}: getHeader(event, 'origin') ?? '*', 'Access-Control-Allow-Credentials': 'true' });`,
    `event.node.res.setHeader(${NAME}, '*');`,
    `setHeader(event, 'Vary', 'Accept');\nsetHeader(event, ${NAME}, getHeader(event, 'origin'));`,
    `return new Response('data', { status: 404, headers: { ${NAME}: '*' } });`,
  ])('%s', async (statements, running) => {
    const text = `// expect: a report\n${old.program(statements)}`;
    const program = readFixture(path.join(root, 'tests/oracle'), 'program.cjs', text);
    const fixed = fix(plugin, { ...program, versions: versionsOf(installed) }).text;
    const before = withInstalledNames(text, installed);
    noteRun(running, before);
    expect(
      await repairedAnswerFaults({ ...program, text: before }, withInstalledNames(fixed, installed)),
    ).toEqual([]);
  });
});
