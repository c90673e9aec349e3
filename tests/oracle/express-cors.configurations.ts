import {
  callbacks,
  delegates,
  environmentArguments,
  environmentValues,
  unknownOptions,
  values,
  withAndWithoutCredentials,
} from './option-values.js';

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

/** Values of `credentials` other than `true`, beside an echo: only `true` itself sends the header (lib/index.js:85). */
const credentials: readonly string[] = [`'true'`, `1`, `false`, `undefined`, `LIST.length > 0`];

/**
 * Every distinct configuration that was observed on `cors` 2.8.6 and 2.8.5 (Express 5 and 4, Polka; the verdicts are
 * the same on all of them), static and callback, with credentials and without.
 */
export const configurations: readonly Configuration[] = [
  ...verbatim.map((argument) => configuration(argument)),
  ...unknownOptions.flatMap((option) => withAndWithoutCredentials(`{ ${option}… }`)).map(configuration),
  ...[...values, ...callbacks]
    .flatMap((origin) => withAndWithoutCredentials(`{ origin: ${origin}… }`))
    .map(configuration),
  ...delegates.flatMap(withAndWithoutCredentials).map(configuration),
  ...credentials.map((value) => configuration(`{ origin: true, credentials: ${value} }`)),
];

/** Configurations that read the environment, in the environments that tell their answers apart. */
export const environmentConfigurations: readonly Configuration[] = environmentArguments.flatMap((argument) =>
  environmentValues.map((value) => ({
    ...configuration(argument),
    name: `cors(${argument}) with ORACLE_ORIGINS ${value === undefined ? 'unset' : `= '${value}'`}`,
    environment: { ORACLE_ORIGINS: value },
  })),
);

function configuration(argument: string | undefined): Configuration {
  return { name: `cors(${argument ?? ''})`, argument, stateful: argument?.includes('/g') ?? false };
}
