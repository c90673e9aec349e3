import {
  askAll,
  attacker,
  environmentsOf,
  nameOf,
  openness,
  questionsTo,
  untrusted,
  withServer,
  type Asked,
  type Openness,
} from './conversation.js';
import type { Fixture } from './fixture.js';

type Observed = Openness | 'hangs';

/** What a booted program must be seen to do, for its rule to be right about it. */
const EVIDENCE: Readonly<Record<string, readonly Observed[]>> = {
  'cors/no-wildcard-origin': ['wildcard'],
  'cors/no-credentialed-wildcard': ['credentialed wildcard'],
  'cors/no-reflected-origin': ['reflected'],
  'cors/no-permissive-fallback': ['wildcard', 'credentialed wildcard', 'reflected'],
  'cors/no-unknown-options': ['wildcard', 'credentialed wildcard', 'reflected'],
  'cors/valid-origin-callback': ['wildcard', 'credentialed wildcard', 'reflected', 'hangs'],
  'cors/no-weak-origin-match': ['reflected'],
  'cors/no-null-origin': ['reflected'],
  'cors/no-subdomain-wildcard': ['reflected'],
  'cors/no-insecure-origin': ['reflected'],
};

/**
 * What contradicts a fixture's declaration when it is booted: a silent one that lets an untrusted origin in or never answers,
 * a reported one that is closed, one that is open without its variable and open with it.
 */
export async function observedFaults(fixture: Fixture): Promise<string[]> {
  const environments = environmentsOf(fixture);
  const unset = await observe(fixture, environments.unset);
  const readsVariables = Object.keys(fixture.set).length > 0;
  const empty = readsVariables ? await observe(fixture, environments.empty) : [];
  const set = readsVariables ? await observe(fixture, environments.set) : [];
  if (fixture.rules.length === 0) {
    return [...unset, ...empty, ...set]
      .filter(({ observed }) => observed !== 'closed')
      .map(({ question, observed }) => `said to be safe, and ${observed}: ${question}`);
  }
  const isFallback = fixture.rules.includes('cors/no-permissive-fallback');
  const faults = set
    .filter(({ observed }) => isFallback && observed !== 'closed')
    .map(
      ({ question, observed }) =>
        `said to be closed when its variables are set, and ${observed}: ${question}`,
    );
  // What lets a look-alike in has to refuse the attacker, or another rule would be right.
  if (fixture.witness !== undefined) {
    const open = await observe({ ...fixture, witness: undefined }, environments.unset);
    if (open.some(({ observed }) => observed !== 'closed')) faults.push('open to the attacker as well');
  }
  const seen = new Set([...unset, ...empty].map(({ observed }) => observed));
  for (const rule of fixture.rules) {
    if (!EVIDENCE[rule]?.some((observed) => seen.has(observed)))
      faults.push(`said to be reported by ${rule}, and seen ${[...seen].join(', ')}`);
  }
  return faults;
}

async function observe(
  fixture: Fixture,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ question: string; observed: Observed }[]> {
  return withServer(fixture, environment, async (server) => {
    const origins = fixture.rules.length > 0 ? [fixture.witness ?? attacker] : untrusted;
    const put = origins.flatMap((origin) =>
      questionsFrom(origin, fixture).map((asked) => ({ asked, origin })),
    );
    return (await askAll(server, put)).map(({ asked, origin, observation }) => ({
      question: `${nameOf(asked)} from ${origin}`,
      observed: observation.outcome === 'hangs' ? 'hangs' : openness(observation, origin),
    }));
  });
}

/** HEAD and POST go the way of GET in all but a few programs: only the attacker asks them. */
const questionsFrom = (origin: string, fixture: Fixture): Asked[] =>
  questionsTo(fixture).filter(
    ({ what }) =>
      !untrusted.includes(origin) || origin === attacker || what === 'GET' || what === 'preflight',
  );
