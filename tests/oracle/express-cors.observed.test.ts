import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/policy/answer.js';
import { modelAnswers, type ModelRequest } from '../harness/model.js';
import { boot, type BootedServer, type Observation, type Program } from '../harness/server.js';
import { compositions, type Exchange } from './express-cors.compositions.js';
import {
  configurations,
  environmentConfigurations,
  type Configuration,
} from './express-cors.configurations.js';
import { hosts, type Host } from './express-cors.hosts.js';

/** The origins every configuration is asked about: the attacker, the listed ones, and what resembles them. */
const origins = {
  attacker: 'https://attacker.example',
  null: 'null',
  listed: 'https://app.example.com',
  suffix: 'https://app.example.com.attacker.example',
  sibling: 'https://attackerapp.example.com',
  http: 'http://app.example.com',
  nodot: 'https://attackerexample.com',
  dot: 'https://appxexample.com',
  'listed too': 'https://b.example',
  none: undefined,
} as const;

const probes = Object.entries(origins).flatMap(([name, origin]) =>
  (['actual', 'preflight'] as const).map((kind) => ({
    name: `${name}, ${kind}`,
    request: { origin, kind, method: 'GET' } satisfies ModelRequest,
  })),
);

/** What library and model must agree on. */
type Compared =
  | {
      outcome: 'answered';
      allowOrigin: readonly string[];
      allowCredentials: string | undefined;
      variesByOrigin: boolean;
    }
  | { outcome: Exclude<Answer['outcome'], 'answered'> };

for (const host of hosts) {
  describe(`cors on ${host.name}`, () => {
    for (const configuration of configurations) {
      it.concurrent(configuration.name, async () => {
        await expectAgreement(host, configuration);
      });
    }
  });
}

describe('cors and the environment', () => {
  for (const configuration of environmentConfigurations) {
    it(configuration.name, async () => {
      await expectAgreement(express5, configuration);
    });
  }
});

describe('cors with a global regular expression', () => {
  for (const configuration of configurations.filter(({ stateful }) => stateful)) {
    it(`${configuration.name} admits a listed origin and refuses it the next time; the model tells the first answer`, async () => {
      const program = programOf(express5, configuration);
      const request: ModelRequest = { origin: origins.listed, kind: 'actual', method: 'GET' };
      const [first, second, third] = await withServer(program, async (server) => [
        await asked(server, request),
        await asked(server, request),
        await asked(server, request),
      ]);

      expect(first).toMatchObject({ outcome: 'answered', allowOrigin: [origins.listed] });
      expect(second).toMatchObject({ outcome: 'answered', allowOrigin: [] });
      expect(third).toEqual(first);
      expect(onlyRow(program, [request], configuration)).toEqual([first]);
    });
  }
});

describe('cors beside other things', () => {
  for (const { name, versions, program: write, exchanges } of compositions) {
    for (const version of versions) {
      it(`${name} (${version})`, async () => {
        const program: Program = { text: write(version), language: 'cjs' };
        if (exchanges === 'fails at set-up') {
          expect(await boot(program)).toMatchObject({ outcome: 'fails at set-up' });
          return;
        }
        const observations = await withServer(program, (server) =>
          Promise.all(
            exchanges.map((exchange) => server.ask({ ...questionOf(exchange), path: exchange.path })),
          ),
        );
        expect(observations).toMatchObject(
          exchanges.map(({ status, allowOrigin, allowCredentials }) => ({
            status,
            allowOrigin,
            allowCredentials,
          })),
        );

        const rows = modelAnswers(program, exchanges.map(requestOf));
        exchanges.forEach(({ site, kind, origin, allowOrigin }, index) => {
          if (site === undefined) return;
          expect(rows[site]?.[index], `site ${site}, ${kind} from ${origin}`).toMatchObject({
            outcome: 'answered',
            allowOrigin,
          });
        });
      });
    }
  }
});

const [express5] = hosts as readonly [Host, ...Host[]];

async function expectAgreement(host: Host, configuration: Configuration): Promise<void> {
  const program = programOf(host, configuration);
  const requests = probes.map(({ request }) => request);
  const observed = configuration.stateful
    ? await inTurn(requests, (request) => withServer(program, (server) => asked(server, request)))
    : await withServer(program, (server) => askedAll(server, requests));
  const modelled = onlyRow(program, requests, configuration);

  expect(byProbe(modelled)).toEqual(byProbe(observed));
}

function programOf(host: Host, { argument, environment }: Configuration): Program {
  return { text: host.program(argument), language: 'cjs', environment };
}

function onlyRow(
  program: Program,
  requests: readonly ModelRequest[],
  { environment }: Configuration,
): Compared[] {
  const rows = modelAnswers(program, requests, environment);
  expect(rows, 'one site in the program').toHaveLength(1);
  return (rows[0] ?? []).map(compared);
}

function byProbe(answers: readonly Compared[]): Record<string, Compared | undefined> {
  return Object.fromEntries(probes.map(({ name }, index) => [name, answers[index]]));
}

async function withServer<T>(program: Program, use: (server: BootedServer) => Promise<T>): Promise<T> {
  const server = await boot(program);
  if ('outcome' in server) throw server.error;
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

/** One after the other over one connection, which is quicker; unless they hang, then all at once, to wait only once more. */
async function askedAll(server: BootedServer, requests: readonly ModelRequest[]): Promise<Compared[]> {
  const [first, ...rest] = requests;
  if (first === undefined) return [];
  const answer = await asked(server, first);
  const ask = (request: ModelRequest) => asked(server, request);
  return [
    answer,
    ...(answer.outcome === 'hangs' ? await Promise.all(rest.map(ask)) : await inTurn(rest, ask)),
  ];
}

async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}

async function asked(server: BootedServer, request: ModelRequest): Promise<Compared> {
  return compared(await server.ask(questionOf(request)));
}

function questionOf({ origin, kind }: Pick<ModelRequest, 'origin' | 'kind'>) {
  return { origin, preflightFor: kind === 'preflight' ? 'GET' : undefined };
}

function requestOf({ origin, kind }: Exchange): ModelRequest {
  return { origin, kind, method: 'GET' };
}

function compared(answer: Observation | Answer): Compared {
  if (answer.outcome !== 'answered') return { outcome: answer.outcome };
  const { outcome, allowOrigin, allowCredentials, vary } = answer;
  return {
    outcome,
    allowOrigin,
    allowCredentials,
    variesByOrigin: vary.includes('origin') || vary.includes('*'),
  };
}
