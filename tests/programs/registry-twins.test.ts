import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { azureFunctions } from '../../src/middleware/azure-functions.js';
import { exportedHeaders } from '../../src/middleware/exported-headers.js';
import type { Middleware } from '../../src/middleware/middleware.js';
import { nestHeader } from '../../src/middleware/nest-header.js';
import { nextConfig } from '../../src/middleware/next-config.js';
import { MIDDLEWARE } from '../../src/middleware/registry.js';
import { remixHeaders } from '../../src/middleware/remix-headers.js';
import type { ExposureKind } from '../../src/policy/finding.js';
import { parseSource } from '../harness/source-file.js';
import { declaredFixture, type Fixture } from './fixture.js';
import { twinFaults, twins, type Twins } from './twins.js';

/** What any library can be open by. `open without a deployment name` tells of the environment and of no library. */
const KINDS: readonly ExposureKind[] = [
  'permissive fallback',
  'ignored option',
  'defeated allow-list',
  'credentialed wildcard',
  'wildcard',
  'reflected',
  'weak match',
  'null origin',
  'sub-domains',
  'insecure origin',
];
const allBut = (...kinds: readonly ExposureKind[]): readonly ExposureKind[] =>
  KINDS.filter((kind) => !kinds.includes(kind));
/** Of headers that are settled before any request. */
const SETTLED: readonly ExposureKind[] = ['permissive fallback', 'credentialed wildcard', 'wildcard'];

/** What some of the entries that write headers can be open by; several have one name. */
const OF_ENTRY = new Map<Middleware, readonly ExposureKind[]>([
  [exportedHeaders, SETTLED],
  [remixHeaders, SETTLED],
  [nestHeader, SETTLED],
  [nextConfig, [...SETTLED, 'reflected', 'weak match']],
  // Headers of a response like others: what a program does to them is tried with those.
  [azureFunctions, [...SETTLED, 'reflected']],
]);

/** What others can be open by, for the reasons that `verdict.test.ts` gives for the folders of their programs. */
const OF_NAME: Readonly<Record<string, readonly ExposureKind[]>> = {
  'header writes': allBut('ignored option'),
  'micro-cors': allBut('defeated allow-list', 'weak match', 'sub-domains', 'insecure origin'),
  '@middy/http-cors': allBut('ignored option'),
  '@hapi/hapi': allBut('ignored option', 'defeated allow-list', 'credentialed wildcard'),
  'restify-cors-middleware2': allBut('defeated allow-list', 'credentialed wildcard', 'wildcard'),
  '@adonisjs/cors': allBut('credentialed wildcard'),
  'strapi::cors': allBut('credentialed wildcard', 'wildcard'),
  'aws-cdk-lib': [...SETTLED, 'reflected', 'sub-domains', 'insecure origin'],
  '@apollo/server': [],
  vite: ['ignored option', 'wildcard', 'reflected'],
  'webpack-dev-server': [...SETTLED, 'reflected'],
  nitro: [...SETTLED, 'ignored option'],
  // Only what opens every library that it may be for.
  'exported options': SETTLED,
};

/** Twins of what no program can be booted for: it is for other files, or settled when an application is built. */
const UNBOOTED: readonly Twins[] = [
  ...twinsOf('exported-options/cors-options.mjs', (text) => `export const corsOptions = { ${text} };\n`, [
    [`origin: '*'`, `origin: 'https://app.example.com'`],
    [`origin: process.env.WEB_ORIGIN || '*'`, `origin: process.env.WEB_ORIGIN || false`],
    [`origin: '*', credentials: true`, `origin: 'https://app.example.com', credentials: true`],
  ]),
  ...twinsOf(
    'exported-headers/headers.mjs',
    (text) => `export const corsHeaders = { 'Access-Control-Allow-Origin': ${text} };\n`,
    [
      [`'*'`, `'https://app.example.com'`],
      [`process.env.WEB_ORIGIN || '*'`, `process.env.WEB_ORIGIN || 'https://app.example.com'`],
      [
        `'*', 'Access-Control-Allow-Credentials': 'true'`,
        `'https://app.example.com', 'Access-Control-Allow-Credentials': 'true'`,
      ],
    ],
  ),
  ...twinsOf(
    'route-rules/nitro.config.mjs',
    (text) => `export default { routeRules: { '/api/**': { ${text} } } };\n`,
    [
      ['cors: true', 'cors: false'],
      ['cors: process.env.WEB_ORIGIN === undefined', 'cors: process.env.WEB_ORIGIN === true'],
      [`cors: { origin: 'https://app.example.com' }`, `swr: { origin: 'https://app.example.com' }`],
      [
        `cors: true, headers: { 'access-control-allow-credentials': 'true' }`,
        `cors: false, headers: { 'access-control-allow-credentials': 'true' }`,
      ],
    ],
  ),
];

function twinsOf(
  name: string,
  program: (text: string) => string,
  pairs: readonly (readonly [unsafe: string, safe: string])[],
): Twins[] {
  const fixture = (text: string, expected: string): Fixture =>
    declaredFixture('/', name, program(text), new Map([['expect', [expected]]]));
  return pairs.map(([unsafe, safe]) => ({
    name: `${name}: ${unsafe}`,
    unsafe: fixture(unsafe, 'cors/reported'),
    safe: fixture(safe, 'silent'),
  }));
}

/** What is found in a program, by the entry of the registry that finds the site. */
function exposuresIn({ text, path }: Fixture): { entry: Middleware; kind: string }[] {
  const file = parseSource(text, path);
  return analyze(file, 'policies').flatMap(({ kind, site }) =>
    MIDDLEWARE.filter((entry) => entry.find(file).some(({ node }) => node === site.node)).map((entry) => ({
      entry,
      kind,
    })),
  );
}

describe('twins that cannot be booted', () => {
  test.each(UNBOOTED)('$name', ({ unsafe, safe }) => {
    expect(twinFaults({ unsafe, safe })).toEqual([]);
    expect(exposuresIn(unsafe)).toHaveLength(1);
    expect(exposuresIn(safe)).toEqual([]);
  });
});

test('every entry of the registry has twins for all that it can be open by, and for nothing that it is said not to', () => {
  const found = new Map(MIDDLEWARE.map((entry) => [entry, new Set<string>()]));
  for (const { unsafe } of [...twins, ...UNBOOTED])
    for (const { entry, kind } of exposuresIn(unsafe)) found.get(entry)?.add(kind);
  const kindsOf = (entry: Middleware): readonly ExposureKind[] =>
    OF_ENTRY.get(entry) ?? OF_NAME[entry.name] ?? KINDS;
  const faults = MIDDLEWARE.flatMap((entry, index) =>
    KINDS.filter((kind) => kindsOf(entry).includes(kind) !== (found.get(entry)?.has(kind) ?? false)).map(
      (kind) =>
        `${entry.name} (${index}): ${kind} ${kindsOf(entry).includes(kind) ? 'has no twins' : 'has twins'}`,
    ),
  );
  expect(faults).toEqual([]);
});
