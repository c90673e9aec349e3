import { describe } from 'vitest';
import { describeAgreement, type Configuration, type Host } from './agreement.js';
import {
  callbacks,
  delegates,
  environmentArguments,
  environmentValues,
  prelude,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

/** What `NestFactory.create` is given for its options, and how CORS is switched on afterwards. */
interface Given {
  readonly options?: string;
  readonly call?: string;
}

const host = (name: string, adapter: string): Host<Given> => ({
  name,
  program: ({ options, call }) => `require('reflect-metadata');
const { All, Controller, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { FastifyAdapter } = require('@nestjs/platform-fastify');
${prelude}
class Data {
  read() {
    return { data: true };
  }
}
All()(Data.prototype, 'read', Object.getOwnPropertyDescriptor(Data.prototype, 'read'));
Controller()(Data);
class AppModule {}
Module({ controllers: [Data] })(AppModule);
async function bootstrap() {
  const app = await NestFactory.create(AppModule, ${adapter}{ logger: false, abortOnError: false${options === undefined ? '' : `, cors: ${options}`} });
${call === undefined ? '' : `  app.enableCors(${call});\n`}  return app;
}
module.exports = bootstrap();
`,
});

const express = host('Nest on Express', '');
const fastify = host('Nest on Fastify', 'new FastifyAdapter(), ');

const verbatim = ['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `true`, `{}`];
const verbatimOptions = [
  `'https://app.example.com'`,
  `'*'`,
  `[A]`,
  `undefined`,
  `null`,
  `false`,
  `true`,
  `0`,
  `''`,
  `1`,
  `{}`,
];

const shapes = [
  ...unknownOptions.map((option) => `{ ${option}… }`),
  ...values.map((origin) => `{ origin: ${origin}… }`),
].flatMap(withAndWithoutCredentials);

/** It answers twice on Fastify: the reply of the callback and the error of the promise come in any order. */
const functions = callbacks.filter((origin) => origin !== `async (origin, callback) => callback(null, true)`);

/** `create` hands them on as `enableCors` does. */
const createdDelegates = delegates.slice(0, 3).flatMap(withAndWithoutCredentials);
const wholeDelegates = [
  ...delegates.flatMap(withAndWithoutCredentials),
  `(req, callback) => callback(null)`,
  `(req, callback) => callback(null, {})`,
  `(req, callback) => callback(null, { credentials: true })`,
  `(req, callback) => callback(new Error('x'))`,
  `async (req) => ({ origin: [A] })`,
  `(req) => ({ origin: [A] })`,
  `() => (req, callback) => callback(null, { origin: LIST })`,
];

const called = (call: string): Configuration<Given> => ({
  name: `enableCors(${call})`,
  given: { call },
  // On Express the expression goes on from where it last matched.
  stateful: call.includes('/g'),
});
const created = (options: string): Configuration<Given> => ({
  name: `create(…, { cors: ${options} })`,
  given: { options },
  stateful: options.includes('/g'),
});

describeAgreement(
  [express, fastify],
  [
    ...[
      ...verbatim,
      `{ credentials: true }`,
      ...shapes,
      ...functions.flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
      ...wholeDelegates,
    ].map(called),
    ...[...verbatimOptions, `{ credentials: true }`, `{ origin: LIST }`, ...shapes, ...createdDelegates].map(
      created,
    ),
  ],
);

describeAgreement(
  [fastify],
  [
    `{ origin: true, hook: 'onRequest' }`,
    `{ origin: true, hook: 'preHandler' }`,
    `{ origin: (origin, callback) => callback(null, ['*']) }`,
    `{ delegator: (req, callback) => callback(null, { origin: true }) }`,
    `{ origin: true, credentials: 'false' }`,
  ].map(called),
);

describe('the environment', () => {
  describeAgreement(
    [express, fastify],
    environmentArguments.flatMap((call) =>
      environmentValues.slice(0, 3).map((value) => ({
        ...called(call),
        name: `enableCors(${call}) with ORACLE_ORIGINS ${String(value)}`,
        environment: { ORACLE_ORIGINS: value },
      })),
    ),
  );
});
