import { prelude } from './option-values.js';

/** A way to run `cors(…)`: a whole CommonJS program around one call, answering one path. */
export interface Host {
  readonly name: string;
  /** @param argument what stands between the parentheses; nothing if `undefined`. */
  program(argument: string | undefined): string;
  /** What is asked for; by default `/`. */
  readonly path?: string;
}

/** The hosts on which every configuration is observed. */
export const hosts: readonly Host[] = [
  { name: 'Express 5', program: (argument) => expressProgram('express', argument) },
  { name: 'Express 4', program: (argument) => expressProgram('express4', argument) },
  { name: 'node:http', program: nodeProgram },
  { name: 'nextjs-cors', program: nextProgram },
  { name: '@trpc/server', program: trpcProgram, path: '/data' },
];

function expressProgram(express: string, argument = ''): string {
  return `const express = require('${express}');
const cors = require('cors');
${prelude}
const app = express();
app.use(cors(${argument}));
app.get('/', (req, res) => {
  res.send('data');
});
module.exports = app;
`;
}

/** The options stand outside the handler, as they do in a server that is meant to keep them (a `/g` expression keeps its state). */
function nodeProgram(argument: string | undefined): string {
  return `const http = require('node:http');
const cors = require('cors');
${prelude}
${argument === undefined ? '' : `const options = ${argument};\n`}module.exports = http.createServer((req, res) =>
  cors(${argument === undefined ? '' : 'options'})(req, res, (error) => {
    res.statusCode = error ? 500 : 200;
    res.end('data');
  }),
);
`;
}

/** A route as Next.js calls it, which answers an error with 500. */
function nextProgram(argument: string | undefined): string {
  return `const NextCors = require('nextjs-cors');
${prelude}
${argument === undefined ? '' : `const options = ${argument};\n`}async function handler(req, res) {
  await NextCors(req, res${argument === undefined ? '' : ', options'});
  res.end('data');
}
module.exports = handler;
`;
}

/** The middleware stands outside the options of the server, as it does in programs that make it first. */
function trpcProgram(argument = ''): string {
  return `const { initTRPC } = require('@trpc/server');
const { createHTTPServer } = require('@trpc/server/adapters/standalone');
const cors = require('cors');
${prelude}
const t = initTRPC.create();
const router = t.router({ data: t.procedure.query(() => 'data') });
const middleware = cors(${argument});
module.exports = createHTTPServer({ router, middleware });
`;
}
