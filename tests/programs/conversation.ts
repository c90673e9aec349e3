import { withInstalledNames } from '../harness/installed.js';
import {
  boot,
  type BootedServer,
  type Environment,
  type Observation,
  type Question,
} from '../harness/server.js';
import type { Fixture } from './fixture.js';

/** A page nobody trusts. */
export const attacker = 'https://attacker.example';
/** Origins that no program may admit, whatever its environment says. */
export const untrusted = [attacker, 'null', 'https://app.example.com.attacker.example'];

export interface Asked {
  readonly path: string;
  /** `preflight` asks whether a POST with an `authorization` header may be sent. */
  readonly what: 'GET' | 'HEAD' | 'POST' | 'preflight';
}

/** Everything a fixture is asked. */
export const questionsTo = ({ paths }: Pick<Fixture, 'paths'>): Asked[] =>
  paths.flatMap((path) => (['GET', 'HEAD', 'POST', 'preflight'] as const).map((what) => ({ path, what })));

export const nameOf = ({ path, what }: Asked): string => `${what} ${path}`;

/** What a page on `origin` asks; nobody's page if it is undefined. */
export interface Put {
  readonly asked: Asked;
  readonly origin: string | undefined;
}

const questionOf = ({ asked: { path, what }, origin }: Put): Question => ({
  origin,
  path,
  ...(what === 'preflight' ? { preflightFor: 'POST' } : { method: what }),
});

export const ask = (server: BootedServer, asked: Asked, origin: string | undefined): Promise<Observation> =>
  server.ask(questionOf({ asked, origin }));

/** Asks everything at once. */
export async function askAll<P extends Put>(
  server: BootedServer,
  put: readonly P[],
): Promise<(P & { readonly observation: Observation })[]> {
  const observations = await server.askAll(put.map(questionOf));
  return observations.flatMap((observation, index) => {
    const question = put[index];
    return question ? [{ ...question, observation }] : [];
  });
}

/** Boots a fixture's program, or another text in its place, with the environment it needs. Rejects if it fails at set-up. */
export async function withServer<T>(
  fixture: Pick<Fixture, 'text' | 'language' | 'environment'> &
    Partial<Pick<Fixture, 'installed' | 'isAskedOneByOne'>>,
  environment: Environment,
  use: (server: BootedServer) => Promise<T>,
): Promise<T> {
  const server = await boot({
    text: withInstalledNames(fixture.text, fixture.installed),
    language: fixture.language,
    environment: { CORS_ALLOWED_ORIGINS: undefined, ...fixture.environment, ...environment },
  });
  if ('outcome' in server)
    throw new Error('The program fails at set-up.', {
      cause: server.error,
    });
  try {
    return await use(fixture.isAskedOneByOne ? oneByOne(server) : server);
  } finally {
    await server.close();
  }
}

/** The same server, which is asked the next question when it has answered the one before. */
const oneByOne = (server: BootedServer): BootedServer => ({
  ...server,
  askAll: async (questions) => {
    const answers: Observation[] = [];
    for (const question of questions) answers.push(await server.ask(question));
    return answers;
  },
});

/** How far an answer lets a page on `origin` in: the "CORS check" of the Fetch standard, for requests without and with cookies. */
export type Openness = 'closed' | 'wildcard' | 'credentialed wildcard' | 'reflected';

export function openness({ allowOrigin, allowCredentials }: Observation, origin: string): Openness {
  const [value, ...more] = allowOrigin;
  if (value === undefined || more.length > 0) return 'closed';
  if (value === '*') return allowCredentials === 'true' ? 'credentialed wildcard' : 'wildcard';
  return value === origin ? 'reflected' : 'closed';
}

/** Environments in which each variable of the fixture is unset, or empty, or set. */
export function environmentsOf({
  set,
}: Pick<Fixture, 'set'>): Readonly<Record<'unset' | 'empty' | 'set', Environment>> {
  const names = Object.keys(set);
  return {
    unset: Object.fromEntries(names.map((name) => [name, undefined])),
    empty: Object.fromEntries(names.map((name) => [name, ''])),
    set,
  };
}
