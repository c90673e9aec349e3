/** What stands between `cors(` and `)` in one configuration of `cors`. */
export interface Configuration {
  /** Unique; the configuration as it would be written. */
  readonly name: string;
  /** JavaScript source text over the constants of `prelude`, or `undefined` for no argument. */
  readonly argument: string | undefined;
  /** Answers depend on the requests before: a fresh server for every probe. */
  readonly stateful: boolean;
  /** Variables set while the configuration is loaded and asked; `undefined` means: deleted. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The constants every configuration may use. */
export const prelude = `const A = 'https://app.example.com';
const LIST = [A, 'https://b.example'];`;

/** Values of `origin` that are no functions. */
const values: readonly string[] = [
  `'*'`,
  `true`,
  `false`,
  `undefined`,
  `null`,
  `''`,
  `[]`,
  `['']`,
  `[undefined]`,
  `'undefined'`,
  `['*']`,
  `[A]`,
  `[A, '*']`,
  `A`,
  `'null'`,
  `['null']`,
  String.raw`/example\.com/`,
  String.raw`/^https:\/\/.*\.example\.com$/`,
  String.raw`/^https:\/\/app.example.com/`,
  String.raw`/^https:\/\/app\.example\.com$/g`,
  String.raw`[/\.example\.com$/]`,
  `new Set([A])`,
  `new URL(A)`,
  `[[A]]`,
  `[true]`,
  `'https://app.example.com,https://b.example'`,
  `['https://app.example.com,https://b.example']`,
  `'https://app.example.com/'`,
  `['https://app.example.com/']`,
  `'https://*.example.com'`,
  `['https://*.example.com']`,
  `'app.example.com'`,
  `['app.example.com']`,
];

/** Values of `origin` that are functions. */
const callbacks: readonly string[] = [
  `(origin, callback) => callback(null, true)`,
  `(origin, callback) => callback(null, origin)`,
  `(origin, callback) => callback(null, '*')`,
  `(origin, callback) => callback(null, new Error('x'))`,
  `(origin, callback) => callback(null, null)`,
  `(origin, callback) => callback(null, undefined)`,
  `(origin, callback) => callback(null, false)`,
  `(origin, callback) => callback(null, '')`,
  `(origin, callback) => callback(null, 'any-string')`,
  `(origin, callback) => callback(null, A)`,
  `(origin, callback) => callback(null, [A])`,
  `(origin, callback) => callback(null, [])`,
  `(origin, callback) => callback(null, {})`,
  `(origin, callback) => callback(null, 1)`,
  String.raw`(origin, callback) => callback(null, /example\.com/)`,
  `(origin, callback) => callback(new Error('x'))`,
  `(origin, callback) => callback(new Error('x'), true)`,
  `(origin, callback) => callback('msg')`,
  `(origin, callback) => callback(undefined, true)`,
  `(origin, callback) => callback()`,
  `(origin, callback) => {}`,
  `(origin) => true`,
  `(origin) => origin`,
  `(origin) => '*'`,
  `(origin) => [A]`,
  `(origin) => LIST.includes(origin)`,
  `async (origin) => origin`,
  `async (origin) => true`,
  `async (origin) => false`,
  `async (origin) => undefined`,
  `async (origin) => [A]`,
  `async (origin) => LIST.includes(origin)`,
  `async (origin) => { throw new Error('x'); }`,
  `(origin, callback) => { throw new Error('x'); }`,
  `async (origin, callback) => callback(null, true)`,
  `(origin, callback) => LIST.includes(origin) ? callback(null, true) : callback(new Error('Not allowed by CORS'))`,
  `(origin, callback) => !origin || LIST.indexOf(origin) !== -1 ? callback(null, true) : callback(new Error('Not allowed by CORS'))`,
  `(origin, callback) => callback(null, LIST.includes(origin))`,
  `(origin, callback) => callback(null, LIST.includes(origin) ? origin : false)`,
  `(origin, callback) => callback(null, LIST.indexOf(origin))`,
  `(origin, callback) => callback(null, origin?.endsWith('example.com'))`,
  `(origin, callback) => callback(null, origin?.startsWith(A))`,
  `(origin, callback) => callback(null, origin?.includes('app.example.com'))`,
];

/** Options delegates; `…` stands for the further properties of the options they answer with. */
const delegates: readonly string[] = [
  `(req, callback) => callback(null, { origin: true… })`,
  `(req, callback) => callback(null, { origin: '*'… })`,
  `(req, callback) => callback(null, { origin: false… })`,
  `(req, callback) => callback(null, { origin: undefined… })`,
  `(req, callback) => callback(null, { origin: [A]… })`,
  `(req, callback) => callback(null, { origin: req.headers.origin… })`,
  `(req, callback) => callback(null, { origin: LIST.includes(req.headers.origin)… })`,
  `(req) => ({ origin: true… })`,
  `async (req) => ({ origin: true… })`,
];

/** Arguments taken as they are. */
const verbatim: readonly (string | undefined)[] = [
  undefined,
  `'https://app.example.com'`,
  `[A]`,
  `undefined`,
  `null`,
  `false`,
  `{}`,
  `{ credentials: true }`,
  `(req, callback) => callback(null)`,
  `(req, callback) => callback(null, {})`,
  `(req, callback) => callback(null, { credentials: true })`,
  `(req, callback) => callback(new Error('x'))`,
];

/** Options whose name the library does not know. */
const unknownOptions: readonly string[] = [`origins: [A]`, `allowedOrigins: [A]`];

/** Values of `credentials` other than `true`, beside an echo: only `true` itself sends the header (lib/index.js:85). */
const credentials: readonly string[] = [`'true'`, `1`, `false`, `undefined`, `LIST.length > 0`];

/**
 * Every distinct configuration that was observed on `cors` 2.8.6 and 2.8.5 (Express 5 and 4, Polka; the verdicts are
 * the same on all of them), static and callback, with credentials and without.
 */
export const configurations: readonly Configuration[] = [
  ...verbatim.map((argument) => configuration(argument)),
  ...unknownOptions.flatMap((option) => withAndWithoutCredentials(`{ ${option}… }`)),
  ...[...values, ...callbacks].flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`)),
  ...delegates.flatMap(withAndWithoutCredentials),
  ...credentials.map((value) => configuration(`{ origin: true, credentials: ${value} }`)),
];

/** Configurations that read the environment, in the environments that tell their answers apart. */
export const environmentConfigurations: readonly Configuration[] = [
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS }`),
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS || '*' }`),
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS ?? true }`),
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS || 'http://localhost:3000', credentials: true }`),
  ...inEnvironments(`{ ...(process.env.ORACLE_ORIGINS && { origin: process.env.ORACLE_ORIGINS }) }`),
  ...inEnvironments(`process.env.ORACLE_ORIGINS ? { origin: process.env.ORACLE_ORIGINS } : undefined`),
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS?.split(',') }`),
  ...inEnvironments(`{ origin: process.env.ORACLE_ORIGINS?.split(',') ?? '*', credentials: true }`),
  ...inEnvironments(
    `{ origin: (process.env.ORACLE_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null') }`,
  ),
];

function withAndWithoutCredentials(pattern: string): Configuration[] {
  return ['', ', credentials: true'].map((more) => configuration(pattern.replace('…', more)));
}

function inEnvironments(argument: string): Configuration[] {
  return [undefined, '', 'https://app.example.com', 'https://app.example.com, https://b.example', '*'].map(
    (value) => ({
      ...configuration(argument),
      name: `cors(${argument}) with ORACLE_ORIGINS ${value === undefined ? 'unset' : `= '${value}'`}`,
      environment: { ORACLE_ORIGINS: value },
    }),
  );
}

function configuration(argument: string | undefined): Configuration {
  return { name: `cors(${argument ?? ''})`, argument, stateful: argument?.includes('/g') ?? false };
}
