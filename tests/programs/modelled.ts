import type { Answer } from '../../src/policy/answer.js';
import type { ModelRequest } from '../harness/model.js';
import type { Environment, Observation } from '../harness/server.js';
import { attacker, environmentsOf, withServer } from './conversation.js';
import type { Fixture } from './fixture.js';

/** The engine's answers: one row for each site of a program, one answer for each request. */
export type Model = (
  program: Pick<Fixture, 'text' | 'language'>,
  requests: readonly ModelRequest[],
  environment: Environment,
) => readonly (readonly Answer[])[];

const requests: readonly ModelRequest[] = [attacker, 'https://app.example.com', undefined].flatMap((origin) =>
  (['actual', 'preflight'] as const).map((kind) => ({ origin, kind, method: 'GET' }) satisfies ModelRequest),
);

/** Whether one site alone decides what a fixture answers, so that the model of that site is the model of the server. */
export function hasOneSite(fixture: Fixture, model: Model): boolean {
  return fixture.paths.length === 1 && model(fixture, [], {}).length === 1;
}

/** Where the model of a fixture's only site and the booted program differ, without the variables and with them. */
export async function modelFaults(fixture: Fixture, model: Model): Promise<string[]> {
  const { unset, set } = environmentsOf(fixture);
  const environments = Object.keys(fixture.set).length > 0 ? [unset, set] : [unset];
  const faults: string[] = [];
  for (const variables of environments) {
    const environment = { ...fixture.environment, ...variables };
    const [row = []] = model(fixture, requests, environment);
    const questions = requests.map(({ origin, kind, method }) => ({
      origin,
      path: fixture.paths[0],
      preflightFor: kind === 'preflight' ? method : undefined,
    }));
    const observed = await withServer(fixture, environment, (server) => server.askAll(questions));
    observed.forEach((observation, index) => {
      const request = requests[index];
      const [real, modelled] = [told(observation), told(row[index])];
      if (request && real !== modelled)
        faults.push(
          `${request.kind} from ${String(request.origin)}: ${real}, and the model says ${modelled}`,
        );
    });
  }
  return faults;
}

function told(answer: Answer | Observation | undefined): string {
  if (answer?.outcome !== 'answered')
    return answer?.outcome === 'unknown' ? `unknown, ${answer.reason}` : (answer?.outcome ?? 'nothing');
  const { allowOrigin, allowCredentials, vary } = answer;
  const varies = vary.includes('origin') || vary.includes('*') ? 'varies' : 'does not vary';
  return `[${allowOrigin.join('; ')}], credentials ${String(allowCredentials)}, ${varies} by origin`;
}
