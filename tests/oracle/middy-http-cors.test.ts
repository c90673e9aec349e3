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

const host = (name: string, installed?: { name: string; version: string }): Host<string> => ({
  name,
  // Version 5 can only be imported.
  language: 'mjs',
  program: (argument) => `import middy from '@middy/core';
import httpCors from '@middy/http-cors';
${prelude}
export const handler = middy(async () => ({ statusCode: 200, body: 'data' })).use(httpCors(${argument}));
`,
  ...(installed && { installed: { '@middy/http-cors': installed } }),
});

const newest = host('@middy/http-cors 6');
const hosts = [
  newest,
  host('@middy/http-cors 5', { name: 'middy-http-cors-5', version: '5.5.1' }),
  host('@middy/http-cors 4', { name: 'middy-http-cors-4', version: '4.7.0' }),
];

/** What a gateway makes of a header that is no text is its own affair. */
const isText = (value: string): boolean => !/^(?:true|false|null|\[.*|\/.*|new .*)$/.test(value);

const functions = returned
  .filter((verdict) =>
    /^(?:origin|'.*'|A|undefined|LIST.includes\(origin\) \? .*(?:undefined|LIST\[0\]|''))$/.test(verdict),
  )
  .map((verdict) => `(origin) => ${verdict}`);

const pairs = [
  `{ origins: LIST… }`,
  `{ origin: A, origins: ['https://b.example']… }`,
  `{ origin: '*', origins: [A]… }`,
  `{ origin: A, origins: []… }`,
  `{ origin: '*', getOrigin: (origin) => (LIST.includes(origin) ? origin : '')… }`,
  `{ origins: LIST, vary: 'Accept'… }`,
  `{ origin: '*', vary: 'Origin'… }`,
  `{ origins: ['https://*.example.com', 'http://localhost:*']… }`,
];

const named = (argument: string): Configuration<string> => ({
  name: `httpCors(${argument})`,
  given: argument,
});

const configurations = [
  ...['', `'https://app.example.com'`, `[A]`, `undefined`, `null`, `false`, `{}`].map(named),
  ...[...unknownOptions.map((option) => `{ ${option}… }`), ...pairs]
    .flatMap(withAndWithoutCredentials)
    .map(named),
  ...values
    .filter(isText)
    .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
    .map(named),
  ...values
    .filter((origins) => !/^\[(?:\[A\]|true|\/.*)\]$/.test(origins))
    .flatMap((origins) => withAndWithoutCredentials(`{ origins: ${origins}… }`))
    .map(named),
  ...functions.flatMap((origin) => withAndWithoutCredentials(`{ getOrigin: ${origin}… }`)).map(named),
];

describeAgreement(hosts.slice(0, 2), [
  ...configurations,
  ...[`{ origin: false }`, `{ origin: null }`, `{ origins: [true] }`, `{ origins: [/x/] }`].map(named),
]);

// Version 4 writes whatever it has into the header: what a gateway makes of `undefined` is its own affair, too.
describeAgreement(
  hosts.slice(2),
  configurations.filter(({ given }) => !/undefined|=> origin[ ,]/.test(given)),
);

describe('the environment', () => {
  describeAgreement(
    [newest],
    environmentArguments
      .filter((argument) => !argument.includes('split') && !argument.includes('true }'))
      .flatMap((argument) =>
        environmentValues.map((value) => ({
          ...named(argument),
          name: `httpCors(${argument}) with ORACLE_ORIGINS ${String(value)}`,
          environment: { ORACLE_ORIGINS: value },
        })),
      ),
  );
});
