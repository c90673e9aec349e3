import { describe, expect, it } from 'vitest';
import { noteRun } from '../harness/support-evidence.js';
import { describeAgreement, withServer, type Configuration, type Host } from './agreement.js';
import { HANDSHAKE } from './handshakes.agreement.js';
import { callbacks, delegates, environmentValues, prelude, unknownOptions, values } from './option-values.js';

const host = (name: string, argument: (cors: string) => string): Host<string> => ({
  name,
  path: '/socket.io/?EIO=4&transport=polling',
  program: (cors) => `require('reflect-metadata');
const { Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { WebSocketGateway } = require('@nestjs/websockets');
${prelude}
class Gateway {}
WebSocketGateway(${argument(cors)})(Gateway);
class AppModule {}
Module({ providers: [Gateway] })(AppModule);
module.exports = NestFactory.create(AppModule, { logger: false, abortOnError: false });
`,
});

const options = host('a gateway', (cors) => `{ cors: ${cors} }`);
const portAndOptions = host('a gateway with a port', (cors) => `0, { cors: ${cors} }`);

const named = (cors: string): Configuration<string> => ({
  name: `{ cors: ${cors} }`,
  given: cors,
  stateful: cors.includes('/g'),
});

const verbatim = [
  `true`,
  `false`,
  `undefined`,
  `'*'`,
  `'https://app.example.com'`,
  `[A]`,
  `{}`,
  `{ origin: LIST, credentials: true }`,
  `{ origin: '*', credentials: true }`,
  `{ origin: true, credentials: true }`,
];

describeAgreement([options, portAndOptions], verbatim.map(named));

describeAgreement(
  [options],
  [
    ...unknownOptions.map((option) => `{ ${option} }`),
    ...values.slice(0, 12).map((origin) => `{ origin: ${origin} }`),
    ...callbacks.map((origin) => `{ origin: ${origin} }`),
    ...delegates.map((delegate) => delegate.replace('…', '')),
  ].map(named),
);

describe('the environment', () => {
  describeAgreement(
    [options],
    environmentValues.map((value) => ({
      ...named(`{ origin: process.env.ORACLE_ORIGINS || '*' }`),
      name: `ORACLE_ORIGINS ${String(value)}`,
      environment: { ORACLE_ORIGINS: value },
    })),
  );
});

describe('a gateway that @nestjs/platform-ws serves', () => {
  it.for(verbatim)(
    'sends no CORS headers, and opens a WebSocket for anyone: { cors: %s }',
    async (cors, test) => {
      const text = options
        .program(cors)
        .replace('module.exports = ', "const { WsAdapter } = require('nest-platform-ws');\nmodule.exports = ")
        .replace(/;\n$/, '.then((app) => app.useWebSocketAdapter(new WsAdapter(app)));\n');
      noteRun(test, text);
      const origin = 'https://attacker.example';
      const [handshake, actual, preflight] = await withServer({ text, language: 'cjs' }, (server) =>
        Promise.all([
          server.ask({ origin, headers: HANDSHAKE }),
          server.ask({ origin }),
          server.ask({ origin, preflightFor: 'GET' }),
        ]),
      );
      expect(handshake).toMatchObject({ status: 101, allowOrigin: [], allowCredentials: undefined });
      expect(actual).toMatchObject({ status: 404, allowOrigin: [], allowCredentials: undefined });
      expect(preflight).toMatchObject({ status: 404, allowOrigin: [], allowCredentials: undefined });
    },
  );
});
