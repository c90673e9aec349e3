import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  environmentArguments,
  environmentValues,
  prelude,
  returned,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

/** The middleware as the server of an app runs it, with contexts of the framework; no app is booted. */
const host: Host<string> = {
  name: '@adonisjs/cors 2.2',
  language: 'mjs',
  program: (argument) => `import { defineConfig } from '@adonisjs/cors';
import CorsMiddleware from '@adonisjs/cors/cors_middleware';
import { HttpContextFactory, RequestFactory, ResponseFactory } from '@adonisjs/core/factories/http';
${prelude}
const middleware = new CorsMiddleware(defineConfig(${argument}));
export default async (req, res) => {
  const request = new RequestFactory().merge({ req, res }).create();
  const response = new ResponseFactory().merge({ req, res }).create();
  const context = new HttpContextFactory().merge({ request, response }).create();
  await middleware.handle(context, async () => response.send('data'));
  response.finish();
};
`,
};

const functions = [
  ...returned.flatMap((verdict) => [`(origin) => ${verdict}`, `async (origin) => ${verdict}`]),
  `(origin, context) => context.request.header('Origin') === A`,
  `(origin, { request }) => request.method() === 'OPTIONS'`,
  `(origin) => { throw new Error('x'); }`,
  `(origin, callback) => callback(null, true)`,
];

const verbatim = [
  '',
  `'https://app.example.com'`,
  `[A]`,
  `undefined`,
  `null`,
  `{}`,
  `{ enabled: false }`,
  `{ enabled: undefined }`,
  `{ enabled: () => false }`,
  `{ enabled: async () => false }`,
  `{ enabled: (context) => context.request.method() !== 'OPTIONS' }`,
  `{ origin: '*', credentials: 'true' }`,
  `{ credentials: undefined }`,
  `{ origin: 'https://app.example.com, https://b.example' }`,
  `{ methods: ['POST'] }`,
  `{ methods: [] }`,
  `{ methods: undefined }`,
  `{ headers: false }`,
  `{ headers: ['Authorization'] }`,
  `{ headers: 'content-type,authorization' }`,
  `{ headers: (headers) => headers.includes('authorization') }`,
  `{ headers: () => ['content-type'] }`,
];

const named = (argument: string): Configuration<string> => ({
  name: `defineConfig(${argument})`,
  given: argument,
});
const withCredentialsOnAndOff = (pattern: string): string[] =>
  ['', ', credentials: false'].map((more) => pattern.replace('…', more));

describeAgreement(
  [host],
  [
    ...verbatim,
    ...[`{ x: 1… }`, ...unknownOptions.map((option) => `{ ${option}… }`)].flatMap(withAndWithoutCredentials),
    ...[...values, ...functions].flatMap((origin) => withCredentialsOnAndOff(`{ origin: ${origin}… }`)),
  ].map(named),
);

describe('the environment', () => {
  describeAgreement(
    [host],
    environmentArguments.flatMap((argument) =>
      environmentValues.map((value) => ({
        ...named(argument),
        name: `defineConfig(${argument}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
