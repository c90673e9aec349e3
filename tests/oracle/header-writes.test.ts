import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/policy/answer.js';
import { triedIn } from '../harness/matrix.js';
import { modelAnswers, type ModelRequest } from '../harness/model.js';
import { boot, type Observation, type Question } from '../harness/server.js';
import { noteRun, type Running } from '../harness/support-evidence.js';
import type { HeaderProgram, Method } from './header-writes.program.js';
import { headerPrograms } from './header-writes.programs.js';

/** The origins every program is asked about: the attacker, a listed one, and what resembles it. */
const origins = {
  attacker: 'https://attacker.example',
  null: 'null',
  listed: 'https://app.example.com',
  suffix: 'https://app.example.com.attacker.example',
  none: undefined,
} as const;

const allMethods: readonly Method[] = ['GET', 'HEAD', 'POST', 'OPTIONS'];

interface Probe {
  readonly name: string;
  readonly method: Method;
  readonly origin: string | undefined;
}

/** What server and model must agree on. */
type Compared =
  | {
      outcome: 'answered';
      allowOrigin: readonly string[];
      allowCredentials: string | undefined;
      variesByOrigin: boolean;
    }
  | { outcome: Exclude<Answer['outcome'], 'answered'> };

describe('programs that share the process', () => {
  const programs = headerPrograms.filter(({ environment }) => !environment);
  for (const program of triedIn(0, programs)) {
    it.concurrent(program.name, (test) => expectAgreement(program, test));
  }
});

describe('programs that read the environment', () => {
  for (const program of headerPrograms.filter(({ environment }) => environment)) {
    it(program.name, (test) => expectAgreement(program, test));
  }
});

it('every program has a name of its own', () => {
  const names = headerPrograms.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

async function expectAgreement(program: HeaderProgram, test: Running): Promise<void> {
  noteRun(test, program.text);
  const probes = probesOf(program);
  const observed = await observations(program, probes);
  const rows = modelAnswers(program, probes.map(requestOf), program.environment);
  if (program.site === 'none') {
    expect(rows, 'sites').toHaveLength(0);
    expect(observed.flatMap((answer) => ('allowOrigin' in answer ? answer.allowOrigin : []))).toEqual([]);
    return;
  }
  const modelled = rows[program.site ?? 0];
  if (program.unknown !== undefined) {
    const reasons = modelled?.map((answer) => ('reason' in answer ? answer.reason : answer.outcome));
    expect([...new Set(reasons)]).toEqual([program.unknown]);
    return;
  }
  expect(byProbe(probes, modelled?.map(compared))).toEqual(byProbe(probes, observed));
}

/** Every method for the attacker and the listed origin, reading and the preflight for the rest. */
function probesOf({ methods = allMethods, listedElsewhere }: HeaderProgram): Probe[] {
  return Object.entries(origins)
    .filter(([name]) => listedElsewhere !== true || (name !== 'listed' && name !== 'none'))
    .flatMap(([name, origin]) =>
      methods
        .filter((method) => ['attacker', 'listed'].includes(name) || method === 'GET' || method === 'OPTIONS')
        .map((method) => ({ name: `${name}, ${method}`, method, origin })),
    );
}

async function observations(program: HeaderProgram, probes: readonly Probe[]): Promise<Compared[]> {
  const server = await boot(program);
  if ('outcome' in server) throw server.error;
  try {
    return (await server.askAll(probes.map((probe) => questionFor(program, probe)))).map(compared);
  } finally {
    await server.close();
  }
}

/** Asks as a browser would: with the page's origin in `Referer`, too. */
function questionFor(program: HeaderProgram, { method, origin }: Probe): Question {
  const { path, headers } = program.asks?.(origin, method) ?? {};
  return {
    origin,
    ...(method === 'OPTIONS' ? { preflightFor: 'POST' } : { method }),
    path,
    headers: {
      host: 'api.server.example',
      'sec-fetch-site': 'cross-site',
      ...(origin === undefined || origin === 'null' ? {} : { referer: `${origin}/` }),
      ...headers,
    },
  };
}

function requestOf({ method, origin }: Probe): ModelRequest {
  return method === 'OPTIONS'
    ? { origin, kind: 'preflight', method: 'POST' }
    : { origin, kind: 'actual', method };
}

function byProbe(
  probes: readonly Probe[],
  answers: readonly Compared[] | undefined,
): Record<string, Compared | undefined> {
  return Object.fromEntries(probes.map(({ name }, index) => [name, answers?.[index]]));
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
