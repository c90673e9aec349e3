import { describe, expect, test } from 'vitest';
import { lintText } from '../../src/hosts/linter.js';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { root } from '../repository/root.js';
import { fixtures } from './fixtures.js';
import { lint, BESIDE_CORS } from './lint.js';
import { twinFaults, twins } from './twins.js';
import { needsStrict, verdictFaults, type Lint } from './verdict.js';

const ownParser: Lint = (fixture) => {
  const result = lintText(plugin, fixture.text, {
    filename: fixture.path,
    cwd: root,
    strict: needsStrict(fixture),
  });
  if (result.outcome === 'unparsed') throw new SyntaxError(result.message);
  return result.messages;
};

describe('ESLint reports each site once, by the rule it declares:', () => {
  test.for(fixtures)('$name', (fixture, { task }) => {
    task.meta.remedies = lint(plugin, fixture).map(({ remedy }) => remedy);
    expect(verdictFaults(fixture, (given) => lint(plugin, given))).toEqual([]);
  });
});

describe('ESLint does so with the parser of typescript-eslint, in JavaScript too:', () => {
  test.each(
    triedIn(
      0,
      fixtures.filter(({ language }) => !/ts/.test(language)),
    ),
  )('$name', (fixture) => {
    expect(verdictFaults(fixture, (given) => lint(plugin, given, 'typescript-eslint'))).toEqual([]);
  });
});

describe('the command line does so with its own parser:', () => {
  test.each(triedIn(1, fixtures))('$name', (fixture) => {
    expect(verdictFaults(fixture, ownParser)).toEqual([]);
  });
});

describe('a safe program is one token away from the unsafe one:', () => {
  test.each(twins)('$name', (pair) => {
    expect(twinFaults(pair)).toEqual([]);
  });
});

/** Rules about programs that let no stranger in: tests of their own boot those. */
const ofClosedPrograms = [
  'consistent-preflight',
  'cors-before-auth',
  'no-credential-dependent-policy',
  'no-permissive-headers',
  'prefer-env-origins',
  'require-vary-origin',
  'single-owner',
  'valid-allowed-origins',
  ...BESIDE_CORS,
];
const rules = Object.keys(plugin.rules)
  .filter((rule) => !ofClosedPrograms.includes(rule))
  .map((rule) => `cors/${rule}`);

/** Headers that are settled before any request decide about none. */
const ofSettledHeaders = [
  'cors/no-credentialed-wildcard',
  'cors/no-permissive-fallback',
  'cors/no-wildcard-origin',
];

/** Headers written by hand have no options that could be unknown. */
const applicable: Readonly<Record<string, readonly string[]>> = {
  'cors-express5': rules,
  'cors-express4': rules,
  'cors-node-http': rules,
  // The package cors in other clothes: what its options mean is tried in the folders of that.
  'cors-next': [
    'cors/no-credentialed-wildcard',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-unknown-options',
    'cors/no-wildcard-origin',
    'cors/valid-origin-callback',
  ],
  // The package cors as well, in front of a server with headers of its own.
  // What stands behind the package cors changes none of its answers.
  'cors-mcp': ['cors/no-permissive-fallback', 'cors/no-wildcard-origin'],
  'cors-trpc': [
    'cors/no-credentialed-wildcard',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-wildcard-origin',
  ],
  'koa-cors': rules,
  // One value for everybody: no callback and no pattern takes part.
  'micro-cors': [
    'cors/no-credentialed-wildcard',
    'cors/no-null-origin',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-unknown-options',
    'cors/no-wildcard-origin',
  ],
  'hono-cors': rules,
  'h3-cors': rules,
  'itty-cors': rules,
  // Credentials are a header among others.
  'itty-create-cors': rules,
  // A wildcard with credentials is an echo.
  'adonis-cors': rules.filter((rule) => rule !== 'cors/no-credentialed-wildcard'),
  // Everybody is an echo, with credentials or without.
  'strapi-cors': rules.filter(
    (rule) => rule !== 'cors/no-credentialed-wildcard' && rule !== 'cors/no-wildcard-origin',
  ),
  'fastify-cors': rules,
  'tinyhttp-cors': rules,
  'elysia-cors': rules,
  // What it does not know changes nothing: without an option it says nothing at all.
  'middy-http-cors': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  // Lists alone, and what it does not know keeps the server from being made.
  hapi: [
    'cors/no-insecure-origin',
    'cors/no-null-origin',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-subdomain-wildcard',
    'cors/no-weak-origin-match',
    'cors/no-wildcard-origin',
  ],
  // Lists alone, and everybody is an echo.
  'restify-cors': [
    'cors/no-insecure-origin',
    'cors/no-null-origin',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-subdomain-wildcard',
    'cors/no-unknown-options',
    'cors/no-weak-origin-match',
  ],
  'nest-express': rules,
  'nest-fastify': rules,
  'nest-gateway': rules,
  'socket-io': rules,
  'headers-express': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-fastify': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-node-http': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-h3': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-hono': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-koa': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-lambda': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  // Headers of a response like others: what a program does to them is tried in the folders of those.
  'headers-azure': [
    'cors/no-credentialed-wildcard',
    'cors/no-permissive-fallback',
    'cors/no-reflected-origin',
    'cors/no-wildcard-origin',
  ],
  'headers-fetch': rules.filter((rule) => rule !== 'cors/no-unknown-options'),
  'headers-next-config': [...ofSettledHeaders, 'cors/no-reflected-origin', 'cors/no-weak-origin-match'],
  'headers-react-router': ofSettledHeaders,
  'nest-header': ofSettledHeaders,
  // The package cors as well, in a server for development.
  'vite-cors': ['cors/no-reflected-origin', 'cors/no-unknown-options', 'cors/no-wildcard-origin'],
  'webpack-dev-server': [...ofSettledHeaders, 'cors/no-reflected-origin'],
  // Nothing that its programs say closes it, so there are no twins.
  'apollo-standalone': [],
  // Templates are made before any request: there are no callbacks.
  'aws-cdk': [
    ...ofSettledHeaders,
    'cors/no-reflected-origin',
    'cors/no-subdomain-wildcard',
    'cors/no-insecure-origin',
  ],
  // Header writes of Express in a class: what they write is tried in the folders of those.
  'nest-middleware': ['cors/no-permissive-fallback', 'cors/no-reflected-origin', 'cors/no-wildcard-origin'],
};

describe('every rule has twins', () => {
  const cases = Object.entries(applicable).flatMap(([folder, names]) =>
    names.map((rule) => ({ folder, rule })),
  );
  test.each(cases)('$rule in $folder', ({ folder, rule }) => {
    const found = twins.filter(
      ({ name, unsafe }) => name.startsWith(`${folder}/`) && unsafe.rules.includes(rule),
    );
    expect(found).not.toEqual([]);
  });

  test('and every folder of programs is listed here, except the quiet one', () => {
    const folders = new Set(fixtures.map(({ name }) => name.split('/')[0]));
    expect([...folders].sort()).toEqual([...Object.keys(applicable), 'quiet'].sort());
  });
});
