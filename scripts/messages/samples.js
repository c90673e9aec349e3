/**
 * A program that makes a rule say one of its messages.
 *
 * @typedef {object} Sample
 * @property {string} rule
 * @property {string} messageId
 * @property {string} about What the sample shows, as a sentence.
 * @property {string} program
 * @property {Record<string, unknown>} [options] Options of the rule.
 */

const CORS = "const cors = require('cors');\n";
const EXPRESS = "const express = require('express');\nconst app = express();\n";

/** @type {readonly Sample[]} */
export const samples = [
  {
    rule: 'no-permissive-fallback',
    messageId: 'openWhenUnset',
    about: 'A variable or everyone.',
    program: `${CORS}app.use(cors({ origin: process.env.CLIENT_URL || '*' }));\n`,
  },
  {
    rule: 'no-permissive-fallback',
    messageId: 'openWhenUnset',
    about: 'A variable or everyone, with credentials.',
    program: `${CORS}app.use(cors({ origin: process.env.CLIENT_URL ?? true, credentials: true }));\n`,
  },
  {
    rule: 'no-permissive-fallback',
    messageId: 'openWhenUnset',
    about: 'A variable that opens when it is empty.',
    program: `${CORS}app.use(cors({ origin: process.env.CLIENT_URL === '' ? '*' : process.env.CLIENT_URL }));\n`,
  },
  {
    rule: 'no-permissive-fallback',
    messageId: 'openWhenUnset',
    about: 'Several variables that must all be missing.',
    program: `${CORS}app.use(cors({ origin: process.env.WEB_URL || process.env.APP_URL || true }));\n`,
  },
  {
    rule: 'no-permissive-fallback',
    messageId: 'openWhenUnset',
    about: "Open when nobody says where the server runs, with the option `{ nodeEnv: 'unset' }`.",
    program: `${CORS}app.use(cors({ origin: process.env.NODE_ENV === 'production' ? 'https://app.example.com' : '*' }));\n`,
    options: { nodeEnv: 'unset' },
  },
  {
    rule: 'no-unknown-options',
    messageId: 'ignoredOption',
    about: 'An option the package does not know.',
    program: `${CORS}app.use(cors({ origins: ['https://app.example.com'] }));\n`,
  },
  {
    rule: 'no-unknown-options',
    messageId: 'ignoredOption',
    about: 'No options object at all.',
    program: `${CORS}app.use(cors('https://app.example.com'));\n`,
  },
  {
    rule: 'no-unknown-options',
    messageId: 'ignoredOption',
    about: 'Several options, none of which names an origin.',
    program: `${CORS}app.use(cors({ allow: 'all', public: true }));\n`,
  },
  {
    rule: 'valid-origin-callback',
    messageId: 'inverted',
    about: 'An Error in the place of the verdict.',
    program: `${CORS}const allowed = new Set(['https://app.example.com']);\napp.use(\n  cors({\n    origin: (origin, callback) => callback(null, allowed.has(origin) ? null : new Error('Not Found')),\n    credentials: true,\n  }),\n);\n`,
  },
  {
    rule: 'valid-origin-callback',
    messageId: 'defeated',
    about: 'A boolean compared with a position.',
    program: `${CORS}const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin) !== -1) }));\n`,
  },
  {
    rule: 'valid-origin-callback',
    messageId: 'unanswered',
    about: 'A verdict that is returned.',
    program: `${CORS}const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin) => allowed.includes(origin) }));\n`,
  },
  {
    rule: 'valid-origin-callback',
    messageId: 'unansweredForOthers',
    about: 'A verdict that is handed over only if it is yes.',
    program: `${CORS}const allowed = ['https://app.example.com'];\napp.use(cors({ origin: (origin, callback) => { if (allowed.includes(origin)) callback(null, true); } }));\n`,
  },
  {
    rule: 'valid-origin-callback',
    messageId: 'unanswered',
    about: 'A verdict that is returned, and would admit everybody.',
    program: `${CORS}app.use(cors({ origin: () => true }));\n`,
  },
  {
    rule: 'no-credentialed-wildcard',
    messageId: 'credentialedWildcard',
    about: 'The wildcard with credentials.',
    program: `${CORS}app.use(cors({ origin: '*', credentials: true }));\n`,
  },
  {
    rule: 'no-wildcard-origin',
    messageId: 'wildcard',
    about: 'The default of the package.',
    program: `${CORS}app.use(cors());\n`,
  },
  {
    rule: 'no-wildcard-origin',
    messageId: 'wildcard',
    about: 'A program that has a list already.',
    program: `${CORS}const allowed = ['https://app.example.com'];\napp.use(cors({ origin: '*' }));\n`,
  },
  {
    rule: 'no-wildcard-origin',
    messageId: 'wildcard',
    about: 'The answer to the preflight alone.',
    program: `${EXPRESS}app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', '*');\n    return res.sendStatus(204);\n  }\n  next();\n});\n`,
  },
  {
    rule: 'no-wildcard-origin',
    messageId: 'wildcard',
    about: 'Headers that are built where no request is in scope.',
    program: `const http = require('node:http');\nconst headers = { 'Access-Control-Allow-Origin': '*' };\nhttp.createServer((req, res) => {\n  res.writeHead(200, headers);\n  res.end();\n});\n`,
  },
  {
    rule: 'no-reflected-origin',
    messageId: 'reflected',
    about: 'An echo with credentials.',
    program: `${CORS}app.use(cors({ origin: true, credentials: true }));\n`,
  },
  {
    rule: 'no-reflected-origin',
    messageId: 'reflected',
    about: 'An echo without credentials, written by hand.',
    program: `${EXPRESS}app.use((req, res, next) => {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  next();\n});\n`,
  },
  {
    rule: 'no-reflected-origin',
    messageId: 'reflected',
    about: 'An echo with credentials on the answer to the preflight alone.',
    program: `${EXPRESS}app.use((req, res, next) => {\n  if (req.method === 'OPTIONS') {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n    res.setHeader('Access-Control-Allow-Credentials', 'true');\n    return res.sendStatus(204);\n  }\n  next();\n});\n`,
  },
  {
    rule: 'no-weak-origin-match',
    messageId: 'weakMatch',
    about: 'A pattern that origins may go on after.',
    program: `${CORS}app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com/, credentials: true }));\n`,
  },
  {
    rule: 'no-weak-origin-match',
    messageId: 'weakMatch',
    about: 'An ending that skips the dot.',
    program: `${CORS}app.use(cors({ origin: (origin, callback) => callback(null, Boolean(origin?.endsWith('example.com'))) }));\n`,
  },
  {
    rule: 'no-weak-origin-match',
    messageId: 'weakMatch',
    about: 'A hosting platform that gives names to all its customers.',
    program: `${CORS}app.use(cors({ origin: /\\.vercel\\.app$/ }));\n`,
  },
  {
    rule: 'no-weak-origin-match',
    messageId: 'weakMatch',
    about: 'A weak check that takes the place of a variable that is not set.',
    program: `${CORS}app.use(cors({ origin: process.env.CLIENT_URL || /example\\.com$/ }));\n`,
  },
  {
    rule: 'no-null-origin',
    messageId: 'nullOrigin',
    about: 'The origin null in a list.',
    program: `${CORS}app.use(cors({ origin: ['https://app.example.com', 'null'], credentials: true }));\n`,
  },
  {
    rule: 'no-subdomain-wildcard',
    messageId: 'subdomainWildcard',
    about: 'Every sub-domain.',
    program: `${CORS}app.use(cors({ origin: /^https:\\/\\/[a-z0-9-]+\\.example\\.com$/, credentials: true }));\n`,
  },
  {
    rule: 'no-insecure-origin',
    messageId: 'insecureOrigin',
    about: 'An origin over plain http.',
    program: `${CORS}app.use(cors({ origin: ['http://app.example.com'], credentials: true }));\n`,
  },
  {
    rule: 'valid-allowed-origins',
    messageId: 'deadEntry',
    about: 'A slash at the end.',
    program: `${CORS}app.use(cors({ origin: ['https://app.example.com/'] }));\n`,
  },
  {
    rule: 'valid-allowed-origins',
    messageId: 'deadEntry',
    about: 'A list in one text.',
    program: `${CORS}app.use(cors({ origin: 'https://app.example.com,https://admin.example.com' }));\n`,
  },
  {
    rule: 'valid-allowed-origins',
    messageId: 'deadEntry',
    about: 'No scheme.',
    program: `${CORS}app.use(cors({ origin: ['app.example.com'] }));\n`,
  },
  {
    rule: 'valid-allowed-origins',
    messageId: 'deadEntry',
    about: 'An asterisk in a name.',
    program: `${CORS}app.use(cors({ origin: ['https://*.example.com'] }));\n`,
  },
  {
    rule: 'valid-allowed-origins',
    messageId: 'deadEntry',
    about: 'An asterisk beside an origin.',
    program: `${CORS}app.use(cors({ origin: ['*', 'https://app.example.com'] }));\n`,
  },
  {
    rule: 'no-credential-dependent-policy',
    messageId: 'credentialDependent',
    about: 'Options that are chosen by a cookie.',
    program: `${CORS}app.use(\n  cors((req, callback) =>\n    callback(null, { origin: req.headers.cookie ? 'https://app.example.com' : false, credentials: true }),\n  ),\n);\n`,
  },
  {
    rule: 'no-permissive-headers',
    messageId: 'literalWildcard',
    about: 'A wildcard beside credentials.',
    program: `${CORS}app.use(cors({ origin: 'https://app.example.com', credentials: true, allowedHeaders: '*' }));\n`,
  },
  {
    rule: 'no-permissive-headers',
    messageId: 'echo',
    about: 'The headers that a preflight asks for.',
    program: `${EXPRESS}app.use((req, res, next) => {\n  res.set('Access-Control-Allow-Origin', 'https://app.example.com');\n  res.set('Access-Control-Allow-Credentials', 'true');\n  res.set('Access-Control-Allow-Headers', req.headers['access-control-request-headers'] ?? '');\n  next();\n});\n`,
  },
  {
    rule: 'no-permissive-headers',
    messageId: 'exposedCredentials',
    about: 'A token that scripts read.',
    program: `${CORS}app.use(cors({ origin: 'https://app.example.com', exposedHeaders: ['Authorization'] }));\n`,
  },
  {
    rule: 'no-permissive-headers',
    messageId: 'exposedCookies',
    about: 'Cookies that scripts never read.',
    program: `${CORS}app.use(cors({ origin: 'https://app.example.com', exposedHeaders: ['Set-Cookie'] }));\n`,
  },
  {
    rule: 'no-permissive-headers',
    messageId: 'privateNetwork',
    about: 'A server in a private network.',
    program: `const cors = require('@koa/cors');\napp.use(cors({ origin: 'https://app.example.com', privateNetworkAccess: true }));\n`,
  },
  {
    rule: 'prefer-env-origins',
    messageId: 'hardCoded',
    about: 'A list, and this machine.',
    program: `${CORS}app.use(cors({ origin: ['https://app.example.com', 'https://admin.example.com', 'http://localhost:3000'] }));\n`,
  },
  {
    rule: 'prefer-env-origins',
    messageId: 'hardCoded',
    about: 'Headers that are built where no request is in scope.',
    program: `const http = require('node:http');\nconst headers = { 'Access-Control-Allow-Origin': 'https://app.example.com' };\nhttp.createServer((req, res) => {\n  res.writeHead(200, headers);\n  res.end();\n});\n`,
  },
  {
    rule: 'require-vary-origin',
    messageId: 'missing',
    about: 'No Vary.',
    program: `app.use((req, res, next) => {\n  const { origin } = req.headers;\n  if (['https://app.example.com', 'https://admin.example.com'].includes(origin)) {\n    res.setHeader('Access-Control-Allow-Origin', origin);\n  }\n  next();\n});\n`,
  },
  {
    rule: 'require-vary-origin',
    messageId: 'missing',
    about: 'No Vary, and a list of another file.',
    program: `const { isAllowed } = require('./origins');\n\napp.use((req, res, next) => {\n  if (isAllowed(req.headers.origin)) {\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});\n`,
  },
  {
    rule: 'require-vary-origin',
    messageId: 'missing',
    about: 'Two responses.',
    program: `export function GET(request) {\n  const origin = request.headers.get('Origin');\n  if (origin !== 'https://app.example.com') return new Response('data');\n  return new Response('data', { headers: { 'Access-Control-Allow-Origin': origin } });\n}\n`,
  },
  {
    rule: 'require-vary-origin',
    messageId: 'missingForOthers',
    about: 'Vary for admitted pages alone.',
    program: `app.use((req, res, next) => {\n  if (req.headers.origin === 'https://app.example.com') {\n    res.vary('Origin');\n    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);\n  }\n  next();\n});\n`,
  },
  {
    rule: 'require-mcp-origin-check',
    messageId: 'openTools',
    about: 'A server of tools, whichever website asks.',
    program: `import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from './tools.js';

const app = express();
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport();
  await createServer().connect(transport);
  await transport.handleRequest(req, res);
});
`,
  },
  {
    rule: 'require-websocket-origin-check',
    messageId: 'openHandshake',
    about: 'A list for CORS, which does not cover WebSockets.',
    program: `const { Server } = require('socket.io');\n\nconst io = new Server(httpServer, { cors: { origin: ['https://app.example.com'] } });\n`,
  },
  {
    rule: 'require-websocket-origin-check',
    messageId: 'openHandshake',
    about: 'No check at all.',
    program: `const { WebSocketServer } = require('ws');\n\nconst sockets = new WebSocketServer({ port: 8080 });\n`,
  },
  {
    rule: 'single-owner',
    messageId: 'replaced',
    about: 'A header that is written by hand behind middleware.',
    program: `${EXPRESS}${CORS}app.use(cors({ origin: ['https://app.example.com', 'https://admin.example.com'] }));\napp.get('/data', (req, res) => {\n  res.set('Access-Control-Allow-Origin', 'https://app.example.com').json({ balance: 42 });\n});\n`,
  },
  {
    rule: 'single-owner',
    messageId: 'joined',
    about: 'A value more than browsers take.',
    program: `${EXPRESS}${CORS}app.use(cors({ origin: ['https://app.example.com'] }));\napp.get('/data', (req, res) => {\n  res.append('Access-Control-Allow-Origin', 'https://app.example.com').json({ balance: 42 });\n});\n`,
  },
  ...['proxy', 'gateway', 'cdn'].map((owner) => ({
    rule: 'single-owner',
    messageId: owner,
    about: `CORS in the application, with the option \`{ owner: '${owner}' }\`.`,
    program: `${EXPRESS}${CORS}app.use(cors({ origin: ['https://app.example.com'] }));\n`,
    options: { owner },
  })),
  {
    rule: 'consistent-preflight',
    messageId: 'noPreflight',
    about: 'CORS for a route alone.',
    program: `${EXPRESS}${CORS}app.put('/data', cors({ origin: ['https://app.example.com'] }), (req, res) => res.json({ saved: true }));\n`,
  },
  {
    rule: 'consistent-preflight',
    messageId: 'preflightRefused',
    about: 'A preflight for another page.',
    program: `${EXPRESS}${CORS}app.options('/data', cors({ origin: ['https://admin.example.com'] }));\napp.use(cors({ origin: ['https://app.example.com'] }));\napp.put('/data', (req, res) => res.json({ saved: true }));\n`,
  },
  {
    rule: 'consistent-preflight',
    messageId: 'requestRefused',
    about: 'A preflight for one page more.',
    program: `${EXPRESS}${CORS}app.options('/data', cors({ origin: ['https://app.example.com', 'https://admin.example.com'] }));\napp.put('/data', cors({ origin: 'https://app.example.com' }), (req, res) => res.json({ saved: true }));\n`,
  },
  {
    rule: 'consistent-preflight',
    messageId: 'methodRefused',
    about: 'A route whose method CORS does not name.',
    program: `${EXPRESS}${CORS}app.use(cors({ origin: ['https://app.example.com'], methods: ['GET', 'POST'] }));\napp.put('/data', (req, res) => res.json({ saved: true }));\n`,
  },
  {
    rule: 'consistent-preflight',
    messageId: 'pathRefused',
    about: 'A path that Express 5 does not take.',
    program: `${EXPRESS}${CORS}app.options('*', cors({ origin: ['https://app.example.com'] }));\n`,
  },
  {
    rule: 'cors-before-auth',
    messageId: 'notReached',
    about: 'A token before CORS.',
    program: `${EXPRESS}${CORS}app.use((req, res, next) => {\n  if (!req.headers.authorization) return res.sendStatus(401);\n  next();\n});\napp.use(cors({ origin: ['https://app.example.com'] }));\n`,
  },
];
