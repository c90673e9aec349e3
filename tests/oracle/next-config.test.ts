import { describeAgreement, type Host } from './agreement.js';

/** The rules are tried by the functions of Next.js itself (tests/harness/fetch-handlers.ts): a build takes a minute. */
const next: Host<string> = {
  name: 'the headers of a configuration of next 16',
  language: 'ts',
  program: (rules) => `import type { NextConfig } from 'next';

const LISTED = 'https://app\\\\.example\\\\.com';
const A = 'https://app.example.com';
const name = 'Access-Control-Allow-Origin';
const origin = (value?: string) => ({ type: 'header' as const, key: 'Origin', ...(value ? { value } : {}) });
const config: NextConfig = {
  headers: async () => [${rules}],
};
export default config;
`,
};

const rule = (conditions: string, value: string, source = '/'): string =>
  `{ source: '${source}', ${conditions}, headers: [{ key: name, value: ${value} }] }`;

const rules = [
  rule(`has: [origin()]`, `'*'`),
  rule(`has: [origin()]`, `':origin'`),
  rule(`has: [origin()]`, `':origin*'`),
  rule(`has: [origin()]`, `':origin'`, '/(.*)'),
  rule(`has: [origin(LISTED)]`, `A`),
  rule(`has: [origin(LISTED)]`, `'*'`),
  rule(`has: [origin('(?<from>' + LISTED + ')')]`, `':from'`),
  rule(`has: [origin('(?<from>' + LISTED + ')')]`, `':from'`, '/:path*'),
  rule(`has: [origin('(?<from>https://(?:app|b).example(?:.com)?)')]`, `':from'`),
  rule(`has: [origin('(?<from>.*app.example.com)')]`, `':from'`),
  rule(`has: [origin('(?<from>.*)')]`, `':from'`),
  rule(`has: [origin('https://(?<host>.*)')]`, `'https://:host'`),
  rule(`has: [origin('(?<scheme>https?)://(?<host>app[.]example[.]com)')]`, `':scheme://:host'`),
  rule(`has: [origin('https://(?<host>[^.]*)[.]example[.]com')]`, `'https://:host.example.com'`),
  rule(`has: [origin('HTTPS://APP.EXAMPLE.COM')]`, `'*'`),
  rule(`has: [origin(LISTED), origin('https://b.example')]`, `'*'`),
  rule(`has: [origin(), { type: 'header', key: 'access-control-request-method' }]`, `':origin'`),
  rule(`missing: [origin()]`, `'*'`),
  rule(`missing: [origin(LISTED)]`, `'*'`),
  rule(`missing: [origin('https://attacker[.]example')]`, `A`),
  rule(`has: [origin()], missing: [origin('null')]`, `':origin'`),
  rule(`has: [], missing: []`, `'*'`),
  `${rule(`has: [origin(LISTED)]`, `A`)}, ${rule(`missing: [origin(LISTED)]`, `'*'`)}`,
  `${rule(`missing: []`, `'*'`)}, ${rule(`has: [origin()]`, `A`)}`,
  `${rule(`has: [origin()]`, `A`)}, ${rule(`missing: []`, `'*'`)}`,
  `{ source: '/:path*', has: [origin(LISTED)], headers: [{ key: name, value: A }, { key: 'Access-Control-Allow-Credentials', value: 'true' }, { key: 'Vary', value: 'Origin' }] }`,
  `{ source: '/:path*', has: [origin()], headers: [{ key: name, value: ':origin' }, { key: 'Access-Control-Allow-Credentials', value: 'true' }] }`,
];

describeAgreement(
  [next],
  rules.map((given) => ({ name: given, given })),
);
