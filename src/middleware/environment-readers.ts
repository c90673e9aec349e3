import type { EnvironmentReader } from './middleware.js';

/** Why a person has to look at a suggestion: the same text runs where variables are read in other ways. */
export const UNKNOWN_RUNTIME =
  'which runtime this is for, and so how a variable is read, cannot be seen from here';
/** A declared type knows no variable that it does not name. */
export const UNTOLD_TYPES = 'the type of the environment may have to be told of the variable';

/** Node.js, Bun, and the runtimes that copy them. */
export const processReader = (doubt?: string): EnvironmentReader => ({
  read: (name) => `process.env.${name}`,
  doubt,
});

export const DENO_READER: EnvironmentReader = {
  read: (name) => `Deno.env.get('${name}')`,
  doubt: undefined,
};
