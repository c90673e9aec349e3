import { ask, openness, withServer } from './conversation.js';

/** An Express program whose visitors are known by a cookie, and what is said about it. */
export interface VisitorProgram {
  readonly name: string;
  readonly text: string;
  readonly isReported: boolean;
}

const APP = 'https://app.example.com';

/**
 * What contradicts a verdict, once the program is booted: a reported one has to refuse the preflight of the trusted page and
 * admit its request with the cookie; one that is silent has to admit both.
 */
export async function credentialDependenceFaults({ text, isReported }: VisitorProgram): Promise<string[]> {
  return withServer({ text, language: 'cjs', environment: {} }, {}, async (server) => {
    const preflight = openness(await ask(server, { path: '/', what: 'preflight' }, APP), APP);
    const known = openness(await server.ask({ origin: APP, headers: { cookie: 'session=1' } }), APP);
    return [
      ...(known === 'reflected' ? [] : [`the request with the cookie is ${known}`]),
      ...(preflight === (isReported ? 'closed' : 'reflected') ? [] : [`the preflight is ${preflight}`]),
    ];
  });
}

const program = (policy: string): string =>
  `const express = require('express');\nconst cors = require('cors');\n\nconst app = express();\n${policy}\napp.get('/', (req, res) => res.send('ok'));\n\nmodule.exports = app;\n`;

const options = (test: string): string =>
  program(`app.use(cors((req, callback) => callback(null, { origin: ${test} ? ['${APP}'] : false })));`);
const header = (test: string): string =>
  program(
    `app.use((req, res, next) => {\n  res.vary('Origin');\n  if (${test}) res.setHeader('Access-Control-Allow-Origin', '${APP}');\n  next();\n});`,
  );

export const visitorPrograms: readonly VisitorProgram[] = [
  { name: 'options chosen by a cookie', text: options('req.headers.cookie'), isReported: true },
  { name: 'options chosen by the host', text: options('req.headers.host'), isReported: false },
  { name: 'a header written for a cookie', text: header('req.headers.cookie'), isReported: true },
  {
    name: 'a header written for a cookie, or for a preflight',
    text: header("req.method === 'OPTIONS' || req.headers.cookie"),
    isReported: false,
  },
];
