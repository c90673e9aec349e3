import fc from 'fast-check';
import { environmentFor } from '../../src/analysis/environment-for.js';
import type { EnvironmentState } from '../../src/policy/probe.js';
import type { Environment, Program } from '../harness/server.js';
import { withInstalledNames } from '../harness/installed.js';
import { libraries, type GeneratedLibrary } from './generated-libraries.js';
import { withOwnNames } from './generated-predicate.js';

/** Policies that one server has, each under a path of its own: one boot serves them all. */
export interface Policies {
  readonly library: GeneratedLibrary;
  /** What each policy is written as. */
  readonly configurations: readonly string[];
  readonly environment: EnvironmentState;
}

/** The environments that tell the answers of the generated predicates apart; all of them are ones the analysis tries. */
const STATES: readonly EnvironmentState[] = [
  { kind: 'all set' },
  { kind: 'all unset' },
  { kind: 'empty', name: 'CORS_ORIGINS' },
];

/** How many policies share a server. */
export const POLICIES = 5;

/** Policies of one library. */
export const policiesOf = (library: GeneratedLibrary): fc.Arbitrary<Policies> =>
  fc.record({
    library: fc.constant(library),
    configurations: fc.array(library.configuration, { minLength: POLICIES, maxLength: POLICIES }),
    environment: fc.constantFrom(...STATES),
  });

/** Policies of all libraries, as many of each. */
export const policies: fc.Arbitrary<Policies> = fc.oneof(...libraries.map(policiesOf));

/** The path under which a policy answers. */
export const pathOf = ({ library }: Policies, index: number): string => `/${index}${library.asks}`;

/** The program as its author writes it. */
export function textOf({ library, configurations }: Policies): string {
  const mounts = configurations.map((configuration, index) => {
    const { declarations, argument } = withOwnNames(configuration, String(index));
    return `${declarations}\n${library.mount(argument, index)}`;
  });
  return `${[library.start, ...mounts, library.end].join('\n')}\n`;
}

/** The program as it is booted, with the environment as it is in a state of it. */
export const programOf = (policies: Policies, state: EnvironmentState): Program => ({
  text: withInstalledNames(textOf(policies), policies.library.installed),
  language: 'cjs',
  environment: variablesIn(state),
});

/** What the variables of the generated programs hold in a state of the environment. */
export function variablesIn(state: EnvironmentState): Environment {
  const read = environmentFor(state);
  return { CORS_ORIGINS: read('CORS_ORIGINS'), NODE_ENV: read('NODE_ENV') };
}
