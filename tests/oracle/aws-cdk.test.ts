import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import plugin from '../../src/index.js';
import { takeEnvironment } from '../harness/environment.js';
import { modelAnswers } from '../harness/model.js';
import { writeProgram } from '../harness/program-folder.js';
import { fix } from '../programs/lint.js';
import { root } from '../repository/root.js';
import { describeAgreement, type Host } from './agreement.js';

/** Templates without the checks of a synthesis, served as the manuals say. */
const host = (name: string, construct: (cors: string) => string): Host<string> => ({
  name,
  program: (
    cors,
  ) => `const { App, Stack, Duration, aws_apigateway: rest, aws_apigatewayv2: http, aws_lambda: lambda } = require('aws-cdk-lib');
const { Cors } = require('aws-cdk-lib/aws-apigateway');
const s3 = require('aws-cdk-lib/aws-s3');
const cloudfront = require('aws-cdk-lib/aws-cloudfront');
const A = 'https://app.example.com';
const LIST = [A, 'https://b.example'];
const app = new App();
const stack = new Stack(app, 'Stack');
${construct(cors)}
module.exports = app;
`,
});

const restApi = host(
  'RestApi',
  (cors) => `const api = new rest.RestApi(stack, 'Api', { defaultCorsPreflightOptions: ${cors} });
api.root.addMethod('GET');`,
);
const resource = host(
  'a resource of a RestApi',
  (cors) => `const api = new rest.RestApi(stack, 'Api');
api.root.addMethod('GET');
api.root.addCorsPreflight(${cors});`,
);
const child = host(
  'a resource below',
  (cors) => `const api = new rest.RestApi(stack, 'Api');
api.root.addResource('accounts', { defaultCorsPreflightOptions: ${cors} }).addMethod('GET');`,
);
const httpApi = host('HttpApi', (cors) => `new http.HttpApi(stack, 'Api', { corsPreflight: ${cors} });`);
const functionUrl = host(
  'FunctionUrl',
  (cors) => `const handler = new lambda.Function(stack, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0'),
});
handler.addFunctionUrl({ cors: ${cors} });`,
);
const bucket = host('Bucket', (cors) => `new s3.Bucket(stack, 'Bucket', { cors: ${cors} });`);
const bucketRule = host('addCorsRule', (cors) => `new s3.Bucket(stack, 'Bucket').addCorsRule(${cors});`);
const policy = host(
  'ResponseHeadersPolicy',
  (cors) => `new cloudfront.ResponseHeadersPolicy(stack, 'Headers', { corsBehavior: ${cors} });`,
);

const configurations = (...given: readonly string[]) => given.map((text) => ({ name: text, given: text }));

/** Lists of origins, under each service's name for the option. */
const lists = [
  `['*']`,
  `[A]`,
  `LIST`,
  `['null']`,
  `['']`,
  `['https://app.example.com/']`,
  `['https://app.example.com,https://b.example']`,
];
const patterns = [`['https://*']`, `['https://*.example.com']`, `['http://*']`, `[A, '*']`];

describeAgreement(
  [restApi],
  configurations(
    ...lists.flatMap((list) => [
      `{ allowOrigins: ${list} }`,
      `{ allowOrigins: ${list}, allowCredentials: true, allowHeaders: ['authorization'] }`,
    ]),
    `{ allowOrigins: Cors.ALL_ORIGINS, allowMethods: Cors.ALL_METHODS, maxAge: Duration.days(1) }`,
    `{ allowOrigins: rest.Cors.ALL_ORIGINS }`,
    `{ allowOrigins: ['https://*.example.com'] }`,
    `{ allowOrigins: [] }`,
    `{ allowOrigins: [A, '*'] }`,
    `undefined`,
  ),
);
describeAgreement(
  [resource, child],
  configurations(
    `{ allowOrigins: Cors.ALL_ORIGINS }`,
    `{ allowOrigins: LIST, allowCredentials: true }`,
    `{ allowOrigins: [] }`,
  ),
);
describeAgreement(
  [httpApi],
  configurations(
    ...[...lists, ...patterns].flatMap((list) => [
      `{ allowOrigins: ${list} }`,
      `{ allowOrigins: ${list}, allowCredentials: true }`,
    ]),
    `{ allowOrigins: [] }`,
    `{}`,
    `undefined`,
  ),
);
describeAgreement(
  [functionUrl],
  configurations(
    ...[...lists, ...patterns].flatMap((list) => [
      `{ allowedOrigins: ${list}, allowedMethods: [lambda.HttpMethod.ALL] }`,
      `{ allowedOrigins: ${list}, allowCredentials: true }`,
    ]),
    `{ allowedOrigins: [] }`,
    `{}`,
    `undefined`,
  ),
);
describeAgreement(
  [bucket],
  configurations(
    ...[...lists, ...patterns].map(
      (list) => `[{ allowedOrigins: ${list}, allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.PUT] }]`,
    ),
    `[{ allowedOrigins: [A], allowedMethods: [s3.HttpMethods.PUT] }]`,
    `[{ allowedOrigins: [A], allowedMethods: ['GET'] }, { allowedOrigins: ['https://*'], allowedMethods: ['GET'] }]`,
    `[]`,
    `undefined`,
  ),
);
describeAgreement(
  [bucketRule],
  configurations(
    `{ allowedOrigins: ['https://*'], allowedMethods: [s3.HttpMethods.GET] }`,
    `{ allowedOrigins: LIST, allowedMethods: [s3.HttpMethods.GET] }`,
  ),
);
describeAgreement(
  [policy],
  configurations(
    ...[...lists, ...patterns].flatMap((list) =>
      [true, false].map(
        (credentials) =>
          `{ accessControlAllowOrigins: ${list}, accessControlAllowCredentials: ${String(credentials)}, accessControlAllowHeaders: ['accept'], accessControlAllowMethods: ['GET'], originOverride: true }`,
      ),
    ),
    `undefined`,
  ),
);

describe('a bucket that any website may read', () => {
  const answers = (methods: string) =>
    modelAnswers(
      {
        text: bucket.program(`[{ allowedOrigins: ['*'], allowedMethods: [${methods}] }]`),
        language: 'cjs',
      },
      [{ origin: 'https://attacker.example', kind: 'actual', method: 'GET' }],
    );

  it('is left alone: S3 sends no credentials header with it', () => {
    expect(answers(`'GET', 'HEAD'`)).toMatchObject([[{ outcome: 'unknown' }]]);
  });

  it('is another matter where it may be written as well', () => {
    expect(answers(`'GET', 'PUT'`)).toMatchObject([[{ allowOrigin: ['*'], allowCredentials: undefined }]]);
  });
});

/** Everything that is fixed, in one stack: a whole synthesis takes seconds. */
const everything = `import { App, Stack } from 'aws-cdk-lib';
import * as rest from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3';

const app = new App();
const stack = new Stack(app, 'Stack');
const api = new rest.RestApi(stack, 'Rest', {
  defaultCorsPreflightOptions: { allowOrigins: rest.Cors.ALL_ORIGINS, allowCredentials: true },
});
api.root.addMethod('GET');
new HttpApi(stack, 'Http', { corsPreflight: { allowOrigins: ['*'] } });
const handler = new lambda.Function(stack, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('0'),
});
new lambda.FunctionUrl(stack, 'Url', { function: handler, cors: { allowedOrigins: ['*'] } });
new Bucket(stack, 'Bucket', {
  cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'] }],
});
new cloudfront.ResponseHeadersPolicy(stack, 'Headers', {
  corsBehavior: {
    accessControlAllowOrigins: ['*'],
    accessControlAllowHeaders: ['accept'],
    accessControlAllowMethods: ['GET'],
    accessControlAllowCredentials: false,
    originOverride: true,
  },
});

export default app;
`;

interface App {
  synth(): { readonly directory: string; readonly stacks: readonly { readonly template: unknown }[] };
}

/** The templates of a program, as `cdk synth` writes them. */
async function synthesised(text: string, listed: string | undefined): Promise<string> {
  const letGo = await takeEnvironment({ CORS_ALLOWED_ORIGINS: listed });
  const folder = await writeProgram(text, 'mjs');
  try {
    const { directory, stacks } = ((await folder.load()) as App).synth();
    const templates = JSON.stringify(stacks.map(({ template }) => template));
    await rm(directory, { recursive: true });
    return templates;
  } finally {
    folder.remove();
    letGo();
  }
}

test('a fixed stack is synthesised, whether origins are listed or not', { timeout: 180_000 }, async () => {
  const { text, left } = fix(plugin, { path: path.join(root, 'stack.mjs'), text: everything });
  expect(left).toEqual([]);
  expect(await synthesised(text, undefined)).not.toMatch(/Origins":\["\*"|'\*'|CorsRules|CorsConfig"|"Cors"/);
  const template = await synthesised(text, 'https://app.example.com, https://b.example, *');
  const origins = '["https://app.example.com","https://b.example"]';
  expect(template.split(origins)).toHaveLength(5);
  expect(template).toContain(`"'https://app.example.com'"`);
});
