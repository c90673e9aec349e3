import type { SourceFile } from '../source/file.js';
import { staticText } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import { admits, type Answer } from '../policy/answer.js';
import type { Witness } from '../policy/finding.js';
import { ATTACKER, isSerializedOrigin, sampleOrigin } from '../policy/origins.js';
import type { EnvironmentState } from '../policy/probe.js';
import { simulate, type Replacements } from './simulate.js';
import { environmentNames, isClosed } from './judge.js';
import { withoutItem } from './without-item.js';

const ALL_SET: EnvironmentState = { kind: 'all set' };

/** Origins that the program spells out, and variables that hold origins. */
interface Trusted {
  readonly literals: readonly string[];
  readonly variables: readonly string[];
}

interface Asking {
  /** The method of the request; `GET` if not given. */
  readonly method?: string;
  readonly replacements?: Replacements | undefined;
}

/** Whether a page on `origin` may read the site's answers, or send what a site of preflights lets it send. */
function isAdmitted(
  file: SourceFile,
  site: Site,
  origin: string,
  environment: EnvironmentState,
  { method = 'GET', replacements }: Asking = {},
): boolean {
  const kind = site.isForPreflights ? 'preflight' : 'actual';
  const outcome = simulate(
    file,
    site,
    { request: { origin, kind, method }, environment },
    { rank: (answer) => (admits(origin, answer) ? 1 : 0), ...(replacements && { replacements }) },
  );
  return admits(origin, outcome.answer);
}

/** Whether the request of a witness, sent from `origin`, is admitted as the attacker's was. */
export function isAdmittedToo(file: SourceFile, site: Site, { probe }: Witness, origin: string): boolean {
  const request = { ...probe.request, origin };
  const rank = (answer: Answer): number => (admits(origin, answer) ? 1 : 0);
  return admits(origin, simulate(file, site, { ...probe, request }, { rank }).answer);
}

/**
 * Whom a site admits that is closed while its variables are set: origins the file spells out, and variables of origins. One
 * whose origin gets in where every other does is none: it only decides how open the site is.
 */
export function admittedBy(file: SourceFile, site: Site, asking: Asking = {}): Trusted {
  return {
    literals: originLiterals(file).filter((origin) => isAdmitted(file, site, origin, ALL_SET, asking)),
    variables: environmentNames(file, site, asking.replacements).filter((name) =>
      [ALL_SET, { kind: 'only set', name } as const].some(
        (state) =>
          isAdmitted(file, site, sampleOrigin(name), state, asking) &&
          !isAdmitted(file, site, ATTACKER, state, asking),
      ),
    ),
  };
}

/** Whom a site that is open would admit if the lists of its program did not name everyone beside; nobody where it would stay open. */
export function admittedBesideWildcard(file: SourceFile, site: Site): Trusted {
  const replacements = withoutWildcards(file);
  return replacements.size > 0 && isClosed(file, site, replacements)
    ? admittedBy(file, site, { replacements })
    : { literals: [], variables: [] };
}

/** The lists that hold the wildcard among others, each without it. */
function withoutWildcards(file: SourceFile): Replacements {
  const lists = file.linked
    .flatMap((each) => each.nodesOfType('ArrayExpression'))
    .filter(
      ({ elements }) => elements.length > 1 && elements.some((one) => staticText(one ?? undefined) === '*'),
    );
  return new Map(lists.map((list) => [list, withoutItem(list, '*')]));
}

/** Origins that a site admits while its variables are set: those the file spells out, and samples of its variables. */
export function trustedBy(file: SourceFile, site: Site, method = 'GET'): string[] {
  const { literals, variables } = admittedBy(file, site, { method });
  return [...literals, ...variables.map((name) => sampleOrigin(name))];
}

/** Whether the site, with `replacements`, admits some origin that the file spells out or reads from the environment. */
export const admitsSomebodyTrusted = (file: SourceFile, site: Site, replacements?: Replacements): boolean =>
  trustedOrigins(file, site, replacements).some((origin) =>
    isAdmitted(file, site, origin, ALL_SET, { replacements }),
  );

/** Whether the site refuses every trusted origin that it admits with `replacements`. */
export const refusesWhomItAdmitsWith = (file: SourceFile, site: Site, replacements: Replacements): boolean =>
  trustedOrigins(file, site, replacements)
    .filter((origin) => isAdmitted(file, site, origin, ALL_SET, { replacements }))
    .every((origin) => !isAdmitted(file, site, origin, ALL_SET));

/** The origins that a file spells out, and samples of the variables that a site reads. */
export function trustedOrigins(file: SourceFile, site: Site, replacements?: Replacements): string[] {
  const samples = environmentNames(file, site, replacements).map((name) => sampleOrigin(name));
  return [...originLiterals(file), ...samples];
}

function originLiterals(file: SourceFile): string[] {
  const origins = new Set<string>();
  for (const { value } of file.linked.flatMap((each) => each.nodesOfType('Literal'))) {
    if (typeof value !== 'string') continue;
    for (const part of value.split(',')) if (isSerializedOrigin(part.trim())) origins.add(part.trim());
  }
  return [...origins].slice(0, 20);
}
