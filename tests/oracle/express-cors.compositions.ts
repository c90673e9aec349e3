/** One exchange with a booted program. */
export interface Exchange {
  readonly kind: 'actual' | 'preflight';
  readonly origin: string;
  readonly path?: string;
  readonly status: number;
  readonly allowOrigin: readonly string[];
  readonly allowCredentials: string | undefined;
  /** The site whose policy decides `allowOrigin` (counted from 0 in source order); `undefined` if none does alone. */
  readonly site: number | undefined;
}

/** A whole program in which more than one thing decides what is answered. */
export interface Composition {
  readonly name: string;
  /** The packages `express` is required as. */
  readonly versions: readonly ('express' | 'express4')[];
  program(version: 'express' | 'express4'): string;
  /** What it answers, or that it does not come up. */
  readonly exchanges: readonly Exchange[] | 'fails at set-up';
}

const attacker = 'https://attacker.example';
const listed = 'https://app.example.com';

const both = ['express', 'express4'] as const;

/** Order, composition and the inverted callback: observed with `cors` 2.8.6 on Express 5.3.0 and 4.22.3. */
export const compositions: readonly Composition[] = [
  {
    name: 'cors() before a strict cors() still answers everyone: headers are added, never removed',
    versions: both,
    program: app(`
app.use(cors());
app.use(cors({ origin: ['https://app.example.com'] }));
app.get('/', (req, res) => res.send('data'));`),
    exchanges: [actual(attacker, ['*'], 0), actual(listed, [listed], 1), preflight(attacker, ['*'], 0)],
  },
  {
    name: 'a route-level cors() re-opens what a strict cors() with credentials closed, and keeps its credentials header',
    versions: both,
    program: app(`
app.use(cors({ origin: ['https://app.example.com'], credentials: true }));
app.get('/', cors(), (req, res) => res.send('data'));`),
    exchanges: [actual(attacker, ['*'], 1, 'true'), preflight(attacker, [], 0, 'true')],
  },
  {
    name: 'a route-level cors() opens the actual response and answers no preflight',
    versions: both,
    program: app(`
app.get('/', cors(), (req, res) => res.send('data'));
app.get('/strict', cors({ origin: ['https://app.example.com'] }), (req, res) => res.send('data'));`),
    exchanges: [
      actual(attacker, ['*'], 0),
      { ...preflight(attacker, [], undefined), status: 200 },
      { ...actual(attacker, [], 1), path: '/strict' },
      { ...actual(listed, [listed], 1), path: '/strict' },
    ],
  },
  {
    name: 'a route before app.use(cors()) has no CORS, but its preflight does',
    versions: both,
    program: app(`
app.get('/', (req, res) => res.send('data'));
app.use(cors());
app.get('/later', (req, res) => res.send('data'));`),
    exchanges: [
      actual(attacker, [], undefined),
      // Express answers OPTIONS for a path it knows only after every middleware had its turn.
      preflight(attacker, ['*'], 0),
      { ...actual(attacker, ['*'], 0), path: '/later' },
    ],
  },
  {
    name: `app.options('*', cors()) before a strict cors() answers every preflight`,
    versions: ['express4'],
    program: app(`
app.options('*', cors());
app.use(cors({ origin: ['https://app.example.com'] }));
app.get('/', (req, res) => res.send('data'));`),
    exchanges: [preflight(attacker, ['*'], 0), actual(attacker, [], 1), actual(listed, [listed], 1)],
  },
  {
    name: `app.options('*', cors()) is no path of Express 5`,
    versions: ['express'],
    program: app(`
app.options('*', cors());
app.use(cors({ origin: ['https://app.example.com'] }));`),
    exchanges: 'fails at set-up',
  },
  {
    name: `app.options('/{*splat}', cors()) before a strict cors() answers every preflight`,
    versions: ['express'],
    program: app(`
app.options('/{*splat}', cors());
app.use(cors({ origin: ['https://app.example.com'] }));
app.get('/', (req, res) => res.send('data'));`),
    exchanges: [preflight(attacker, ['*'], 0), actual(attacker, [], 1)],
  },
  {
    name: 'cors() under a path opens that path only',
    versions: both,
    program: app(`
app.use('/public', cors());
app.get('/public', (req, res) => res.send('data'));
app.get('/private', (req, res) => res.send('data'));`),
    exchanges: [
      { ...actual(attacker, ['*'], 0), path: '/public' },
      { ...preflight(attacker, ['*'], 0), path: '/public' },
      { ...actual(attacker, [], undefined), path: '/private' },
    ],
  },
  {
    name: 'authentication before cors() leaves the preflight and the refusal without CORS headers',
    versions: both,
    program: app(`
app.use((req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)));
app.use(cors());
app.get('/', (req, res) => res.send('data'));`),
    exchanges: [
      { ...actual(attacker, [], undefined), status: 401 },
      { ...preflight(attacker, [], undefined), status: 401 },
    ],
  },
  {
    name: 'a header appended after cors() makes two values, which no browser accepts',
    versions: both,
    program: app(`
app.use(cors());
app.get('/', (req, res) => {
  res.append('Access-Control-Allow-Origin', 'https://app.example.com');
  res.send('data');
});`),
    exchanges: [actual(attacker, ['*', listed], undefined), preflight(attacker, ['*'], 0)],
  },
  {
    name: 'an inverted callback refuses whom it lists and reflects everyone else, with credentials',
    versions: both,
    program: app(`
const allowed = new Set(['https://app.example.com']);
app.use(
  cors({
    origin: (origin, callback) => callback(null, allowed.has(origin) ? null : new Error('Not Found')),
    credentials: true,
  }),
);
app.get('/', (req, res) => res.send('data'));`),
    exchanges: [
      actual(listed, [], 0),
      // CORS is off for this request, so Express answers OPTIONS itself.
      { ...preflight(listed, [], 0), status: 200 },
      actual(attacker, [attacker], 0, 'true'),
      preflight(attacker, [attacker], 0, 'true'),
      actual('null', ['null'], 0, 'true'),
      preflight('null', ['null'], 0, 'true'),
    ],
  },
];

function app(body: string): (version: string) => string {
  return (version) => `const express = require('${version}');
const cors = require('cors');

const app = express();
${body.trimStart()}

module.exports = app;
`;
}

function actual(
  origin: string,
  allowOrigin: readonly string[],
  site: number | undefined,
  allowCredentials?: string,
): Exchange {
  return { kind: 'actual', origin, status: 200, allowOrigin, allowCredentials, site };
}

function preflight(
  origin: string,
  allowOrigin: readonly string[],
  site: number | undefined,
  allowCredentials?: string,
): Exchange {
  return { kind: 'preflight', origin, status: 204, allowOrigin, allowCredentials, site };
}
