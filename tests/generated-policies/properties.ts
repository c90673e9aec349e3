import fc from 'fast-check';
import { expect } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { sitesOf, type Finding } from '../../src/analysis/findings.js';
import { admits, exposureTo, type Answer } from '../../src/policy/answer.js';
import { isDefect } from '../../src/policy/finding.js';
import { ATTACKER } from '../../src/policy/origins.js';
import type { EnvironmentState, Request } from '../../src/policy/probe.js';
import type { SourceFile } from '../../src/source/file.js';
import { versionsOf } from '../harness/installed.js';
import { modelAnswers } from '../harness/model.js';
import { boot, type Observation, type Question } from '../harness/server.js';
import { parsed } from '../harness/parsed.js';
import { strangers } from './strangers.js';
import { pathOf, policies, programOf, textOf, variablesIn, type Policies } from './policies-program.js';

/** What the engine says of a program; another one is planted to see that the properties notice. */
export interface Engine {
  readonly answers: typeof modelAnswers;
  readonly findings: (file: SourceFile) => readonly Finding[];
}

export const engine: Engine = { answers: modelAnswers, findings: (file) => analyze(file, 'policies') };

/** Who is asked for: the attacker, the listed, what resembles them, and nobody. */
const ORIGINS = [
  ATTACKER,
  'null',
  'https://app.example.com',
  'https://b.example',
  'https://cors-origins.trusted.example.net',
  'https://app.example.com.attacker.example',
  'http://app.example.com',
  'http://localhost:3000',
  undefined,
];

const REQUESTS: readonly Request[] = ORIGINS.flatMap((origin) =>
  (['actual', 'preflight'] as const).map((kind) => ({ origin, kind, method: 'GET' })),
);

/**
 * The model of each policy gives the answers that its server gives, to every probe, and says so of each: nothing is unknown.
 * Where the server admits the attacker, the analysis finds it.
 */
export const modelsAgreeWithServers = (
  { answers, findings }: Engine,
  given: fc.Arbitrary<Policies> = policies,
): fc.IAsyncProperty<[Policies]> =>
  fc.asyncProperty(given, async (generated) => {
    const program = { text: textOf(generated), language: 'cjs' };
    const versions = versionsOf(generated.library.installed);
    const rows = answers(program, REQUESTS, variablesIn(generated.environment), versions);
    const reported = findingsByPolicy(findings, generated);
    expect(rows).toHaveLength(generated.configurations.length);
    const observed = await observations(generated, generated.environment, () => REQUESTS);
    generated.configurations.forEach((configuration, index) => {
      const [said, seen] = [rows[index], observed[index]].map((answers) =>
        Object.fromEntries(REQUESTS.map((request, at) => [nameOf(request), told(answers?.[at])])),
      );
      expect(said, `${generated.library.name}: ${configuration}`).toEqual(seen);
      const isOpen = REQUESTS.some(
        (request, at) => request.origin === ATTACKER && isAdmitted(request, observed[index]?.[at]),
      );
      if (isOpen) expect(reported[index], configuration).toBeDefined();
    });
  });

/**
 * A witness sent to its server is admitted as it claims, with exactly the headers it claims. A policy without any finding
 * admits none of 200 origins of strangers.
 */
export const witnessesAreAdmitted = ({ findings }: Engine): fc.IAsyncProperty<[Policies, string[]]> =>
  fc.asyncProperty(policies, strangers, async (generated, origins) => {
    const { configurations, environment } = generated;
    const reported = findingsByPolicy(findings, generated);
    const asStrangers = origins.map((origin, index): Request => {
      return { origin, kind: index % 4 === 0 ? 'preflight' : 'actual', method: 'GET' };
    });
    for (const state of statesOf(reported, environment)) {
      const questions = (index: number): readonly Request[] => {
        const finding = reported[index];
        if (!finding) return sameState(state, environment) ? asStrangers : [];
        const probe = finding.witness?.probe;
        return probe && sameState(state, probe.environment) ? [probe.request] : [];
      };
      const observed = await observations(generated, state, questions);
      configurations.forEach((configuration, index) => {
        const witness = reported[index]?.witness;
        questions(index).forEach((request, at) => {
          const observation = observed[index]?.[at];
          const exchange = `${nameOf(request)} to ${configuration}`;
          expect(isAdmitted(request, observation), exchange).toBe(witness !== undefined);
          if (!witness) return;
          expect(told(observation), exchange).toEqual(told(witness.answer));
          expect(exposureTo(String(request.origin), witness.answer), exchange).toBe(witness.exposure);
        });
      });
    }
  });

/** The finding at each policy, in the order of the program. */
function findingsByPolicy(findings: Engine['findings'], generated: Policies): (Finding | undefined)[] {
  const file = parsed(textOf(generated), '/program.cjs', versionsOf(generated.library.installed));
  // What is wrong with a closed policy lets nobody in: strangers are sent there all the same.
  const reported = findings(file).filter(({ kind }) => !isDefect(kind));
  return sitesOf(file).map(({ node }) => reported.find(({ site }) => site.node === node));
}

/** The environments that have to be booted: those of the witnesses, and the one in which silence is tested. */
function statesOf(reported: readonly (Finding | undefined)[], own: EnvironmentState): EnvironmentState[] {
  const states = reported.flatMap((finding) => (finding?.witness ? [finding.witness.probe.environment] : []));
  return [own, ...states].filter(
    (state, index, all) => all.findIndex((other) => sameState(state, other)) === index,
  );
}

const sameState = (one: EnvironmentState, other: EnvironmentState): boolean =>
  JSON.stringify(variablesIn(one)) === JSON.stringify(variablesIn(other));

/** Boots the policies once and puts its questions to each. */
async function observations(
  generated: Policies,
  state: EnvironmentState,
  questions: (index: number) => readonly Request[],
): Promise<readonly (readonly Observation[])[]> {
  const server = await boot(programOf(generated, state));
  if ('outcome' in server) throw server.error;
  try {
    return await Promise.all(
      generated.configurations.map((_, index) =>
        server.askAll(questions(index).map((request) => questionTo(generated, index, request))),
      ),
    );
  } finally {
    await server.close();
  }
}

const questionTo = (generated: Policies, index: number, { origin, kind, method }: Request): Question => ({
  path: pathOf(generated, index),
  origin,
  ...(kind === 'preflight' ? { preflightFor: method } : { method: 'GET' }),
});

const isAdmitted = ({ origin = '' }: Request, answer: Observation | undefined): boolean =>
  answer?.outcome === 'answered' && admits(origin, { ...answer, outcome: 'answered' });

const nameOf = ({ origin, kind }: Request): string => `${kind} from ${String(origin)}`;

/** What model and server have to agree on. */
function told(answer: Answer | Observation | undefined): unknown {
  if (answer?.outcome !== 'answered')
    return answer?.outcome === 'unknown' ? `unknown: ${answer.reason}` : answer?.outcome;
  const { allowOrigin, allowCredentials, vary } = answer;
  return { allowOrigin, allowCredentials, varies: vary.includes('origin') || vary.includes('*') };
}
