import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../harness/model.js';
import {
  asked,
  describeAgreement,
  modelledAnswers,
  origins,
  withServer,
  type Configuration,
  type Host,
} from './agreement.js';
import { prelude } from './option-values.js';

/** The middleware of a development server that watches nothing. */
const server: Host<string> = {
  name: 'vite 8, server.cors',
  program: (value) => `const { createServer } = require('vite');
${prelude}
async function start() {
  const { middlewares } = await createServer({
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false, hmr: false${value} },
  });
  return middlewares;
}
module.exports = start();
`,
};

const preview: Host<string> = {
  name: 'vite 8, preview.cors',
  program: (value) => `const { preview } = require('vite');
${prelude}
async function start() {
  const server = await preview({
    configFile: false,
    logLevel: 'silent',
    build: { outDir: '.' },
    preview: { port: 0, host: '127.0.0.1'${value} },
  });
  return { url: server.resolvedUrls.local[0], stop: () => server.close() };
}
module.exports = start();
`,
};

/** Where vite decides by itself. */
const defaults: readonly (readonly [Host<string>, string])[] = [
  [server, 'undefined'],
  [server, '{}'],
  [server, '{ credentials: true }'],
  [server, '{ origin: undefined }'],
  [preview, 'undefined'],
  [preview, 'null'],
];

const values = [
  'false',
  'true',
  `'*'`,
  `{ origin: '*' }`,
  `{ origin: '*', credentials: true }`,
  '{ origin: true }',
  '{ origin: true, credentials: true }',
  '{ origin: false }',
  '{ origin: null }',
  `{ origin: '' }`,
  '{ origin: [] }',
  `{ origin: ['*'] }`,
  '{ origin: A }',
  '{ origin: [A] }',
  `{ origin: 'null' }`,
  '{ origin: (origin, callback) => callback(null, true) }',
];

/** Started one after the other: so many at once would be slow to answer. */
const configuration = (value: string): Configuration<string> => ({
  name: `cors: ${value}`,
  given: `, cors: ${value}`,
  environment: {},
});

describeAgreement([server, preview], values.map(configuration));
describeAgreement([server], ['null'].map(configuration));
describeAgreement([preview], ['{}', '{ credentials: true }', '{ origin: undefined }'].map(configuration));

describe('what vite does by default admits no stranger, and is no site that says anything', () => {
  it.each(defaults)('%o, cors: %s', async ({ program: write }, value) => {
    const program = { text: write(`, cors: ${value}`), language: 'cjs', environment: {} } as const;
    const request: ModelRequest = { origin: origins.attacker, kind: 'actual', method: 'GET' };
    const observed = await withServer(program, (booted) => asked(booted, request));
    const [modelled] = modelledAnswers({ program }, [request]);

    expect(observed).toMatchObject({ outcome: 'answered', allowOrigin: [], variesByOrigin: true });
    expect(modelled).toMatchObject({ outcome: 'answered', allowOrigin: [] });
  });
});
