import fc from 'fast-check';
import { environmentFor } from '../../src/analysis/simulate.js';
import type { EnvironmentState } from '../../src/policy/probe.js';
import type { Environment, Program } from '../harness/server.js';
import { corsArgument, withOwnNames } from './generated-predicate.js';

/** Policies that one server has, each under a path of its own: one boot serves them all. */
export interface Policies {
  readonly express: 'express' | 'express4';
  /** What stands between the parentheses of each `cors(…)`. */
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

export const policies: fc.Arbitrary<Policies> = fc.record({
  express: fc.constantFrom('express', 'express4'),
  configurations: fc.array(corsArgument, { minLength: POLICIES, maxLength: POLICIES }),
  environment: fc.constantFrom(...STATES),
});

/** The path under which a policy answers. */
export const pathOf = (index: number): string => `/${String(index)}`;

/** The program, with the environment as it is in a state of it. */
export function programOf({ express, configurations }: Policies, state: EnvironmentState): Program {
  const mounts = configurations.map((configuration, index) => {
    const { declarations, argument } = withOwnNames(configuration, String(index));
    return `${declarations}
app.use('${pathOf(index)}', cors(${argument}));
app.get('${pathOf(index)}', (req, res) => res.send('data'));`;
  });
  return {
    text: `const express = require('${express}');
const cors = require('cors');
const app = express();
${mounts.join('\n')}
app.use((error, req, res, next) => res.status(500).end());
module.exports = app;
`,
    language: 'cjs',
    environment: variablesIn(state),
  };
}

/** What the variables of the generated programs hold in a state of the environment. */
export function variablesIn(state: EnvironmentState): Environment {
  const read = environmentFor(state);
  return { CORS_ORIGINS: read('CORS_ORIGINS'), NODE_ENV: read('NODE_ENV') };
}
