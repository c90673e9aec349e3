import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/policy/answer.js';
import { versionsOf, withInstalledNames, type Installed } from '../harness/installed.js';
import { triedIn } from '../harness/matrix.js';
import { modelAnswers, type ModelRequest } from '../harness/model.js';
import { boot, type BootedServer, type Observation, type Program } from '../harness/server.js';
import { noteRun, type Running } from '../harness/support-evidence.js';

/** The origins every configuration is asked about: the attacker, the listed ones, and what resembles them. */
export const origins = {
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

/** One configuration of a library, on one of its hosts. */
export interface Configured {
  /** What the real library is run in; its packages may go by another name there. */
  readonly program: Program;
  /** The same program as the engine reads it; by default the text that is run. */
  readonly text?: string | undefined;
  /** The versions of the packages, where they are not those that are installed under their own names. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** What is asked for; by default `/`. */
  readonly path?: string | undefined;
  /** Which of the sites of the program is meant, in source order; by default there is one. */
  readonly site?: number | undefined;
  /** Answers depend on the requests before: a fresh server for every probe. */
  readonly stateful?: boolean | undefined;
}

/** What library and model must agree on. */
export type Compared =
  | {
      outcome: 'answered';
      allowOrigin: readonly string[];
      allowCredentials: string | undefined;
      variesByOrigin: boolean;
    }
  | { outcome: Exclude<Answer['outcome'], 'answered'> };

/** Asks the booted library and the model the same questions, and expects the same answers. */
export async function expectAgreement(configured: Configured, test: Running): Promise<void> {
  noteRun(test, configured.program.text);
  const requests = probes.map(({ request }) => request);
  const observed = await observedAnswers(configured, requests);
  expect(byProbe(modelledAnswers(configured, requests))).toEqual(byProbe(observed));
}

async function observedAnswers(
  { program, stateful, path }: Configured,
  requests: readonly ModelRequest[],
): Promise<Compared[]> {
  const server = await boot(program);
  if ('outcome' in server) return requests.map(() => ({ outcome: server.outcome }));
  try {
    if (!stateful) {
      const questions = requests.map((request) => ({ ...questionOf(request), path }));
      return (await server.askAll(questions)).map(compared);
    }
  } finally {
    await server.close();
  }
  return inTurn(requests, (request) => withServer(program, (fresh) => asked(fresh, request, path)));
}

/** The model's answers about one site of a program. */
export function modelledAnswers(
  { program, text = program.text, versions, site }: Configured,
  requests: readonly ModelRequest[],
): Compared[] {
  const rows = modelAnswers({ ...program, text }, requests, program.environment, versions);
  if (site === undefined) expect(rows, 'one site in the program').toHaveLength(1);
  return (rows[site ?? 0] ?? []).map(compared);
}

function byProbe(answers: readonly Compared[]): Record<string, Compared | undefined> {
  return Object.fromEntries(probes.map(({ name }, index) => [name, answers[index]]));
}

export async function withServer<T>(program: Program, use: (server: BootedServer) => Promise<T>): Promise<T> {
  const server = await boot(program);
  if ('outcome' in server) throw server.error;
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}

export async function asked(server: BootedServer, request: ModelRequest, path?: string): Promise<Compared> {
  return compared(await server.ask({ ...questionOf(request), path }));
}

export function questionOf({ origin, kind }: Pick<ModelRequest, 'origin' | 'kind'>) {
  return { origin, preflightFor: kind === 'preflight' ? 'GET' : undefined };
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

/** One way to run a library. */
export interface Host<Given> {
  readonly name: string;
  /** The program with one configuration, as its author would write it. */
  program(given: Given): string;
  /** What is asked for; by default `/`. */
  readonly path?: string;
  /** Which of the sites of the program is meant, in source order; by default there is one. */
  readonly site?: number;
  /** How the program is written; by default as CommonJS. */
  readonly language?: Program['language'];
  /** Package → what it goes by here, where that is not its own name. */
  readonly installed?: Readonly<Record<string, Installed>>;
}

/** A configuration of a library's table. */
export interface Configuration<Given> {
  /** Unique; the configuration as it would be written. */
  readonly name: string;
  readonly given: Given;
  readonly stateful?: boolean;
  /** Variables set while the configuration is loaded and asked; `undefined` means: deleted. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** One configuration on one host: the text as written is what the engine reads, with installed names it is what runs. */
function configured<Given>(host: Host<Given>, configuration: Configuration<Given>): Configured {
  const text = host.program(configuration.given);
  return {
    program: {
      text: withInstalledNames(text, host.installed),
      language: host.language ?? 'cjs',
      environment: configuration.environment,
    },
    text,
    versions: versionsOf(host.installed),
    stateful: configuration.stateful,
    path: host.path,
    site: host.site,
  };
}

/** Declares a test for every configuration on every host that this run tries. */
export function describeAgreement<Given>(
  hosts: readonly Host<Given>[],
  configurations: readonly Configuration<Given>[],
): void {
  const rows = hosts.map((host, row) => ({ host, name: host.name, tried: triedIn(row, configurations) }));
  describe.each(rows.filter(({ tried }) => tried.length > 0))('$name', ({ host, tried }) => {
    for (const configuration of tried) {
      const run = configuration.environment ? it : it.concurrent;
      run(configuration.name, async (test) => {
        await expectAgreement(configured(host, configuration), test);
      });
    }
  });
}
