/** The constants every configuration may use. */
export const prelude = `const A = 'https://app.example.com';
const LIST = [A, 'https://b.example'];`;

/** Values of `origin` that are no functions. */
export const values: readonly string[] = [
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
export const callbacks: readonly string[] = [
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
export const delegates: readonly string[] = [
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

/** Options whose name the library does not know. */
export const unknownOptions: readonly string[] = [`origins: [A]`, `allowedOrigins: [A]`];

/** Arguments that read the environment. */
export const environmentArguments: readonly string[] = [
  `{ origin: process.env.ORACLE_ORIGINS }`,
  `{ origin: process.env.ORACLE_ORIGINS || '*' }`,
  `{ origin: process.env.ORACLE_ORIGINS ?? true }`,
  `{ origin: process.env.ORACLE_ORIGINS || 'http://localhost:3000', credentials: true }`,
  `{ ...(process.env.ORACLE_ORIGINS && { origin: process.env.ORACLE_ORIGINS }) }`,
  `process.env.ORACLE_ORIGINS ? { origin: process.env.ORACLE_ORIGINS } : undefined`,
  `{ origin: process.env.ORACLE_ORIGINS?.split(',') }`,
  `{ origin: process.env.ORACLE_ORIGINS?.split(',') ?? '*', credentials: true }`,
  `{ origin: (process.env.ORACLE_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null') }`,
];

/** The environments that tell their answers apart. */
export const environmentValues: readonly (string | undefined)[] = [
  undefined,
  '',
  'https://app.example.com',
  'https://app.example.com, https://b.example',
  '*',
];

/** `…` stands for further properties. */
export const withAndWithoutCredentials = (pattern: string): string[] =>
  ['', ', credentials: true'].map((more) => pattern.replace('…', more));

/** What functions return that are asked with a request; `origin` is its origin. */
export const returned: readonly string[] = [
  `true`,
  `origin`,
  `'*'`,
  `A`,
  `false`,
  `null`,
  `undefined`,
  `''`,
  `[A]`,
  `[]`,
  `'any-string'`,
  `new Error('x')`,
  `LIST.includes(origin)`,
  `LIST.includes(origin) ? origin : ''`,
  `LIST.includes(origin) ? origin : null`,
  `LIST.includes(origin) ? origin : undefined`,
  `LIST.includes(origin) ? origin : false`,
  `LIST.includes(origin) ? origin : LIST[0]`,
  `origin.endsWith('example.com') ? origin : null`,
];
