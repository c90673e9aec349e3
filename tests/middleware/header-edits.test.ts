import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import { boot, type BootedServer, type Environment, type Observation } from '../harness/server.js';
import type { AllowList, HeaderProgram, Method } from '../oracle/header-writes.program.js';
import { headerPrograms } from '../oracle/header-writes.programs.js';
import { wholeResponses, type WholeResponse } from './whole-responses.js';

const attacker = 'https://attacker.example';
/** What the environment lists, where it lists anything; the programs name none of them. */
const listed = ['https://one.example.com', 'https://two.example.com'] as const;
const origins = [
  attacker,
  'null',
  'https://app.example.com',
  'https://one.example.com.attacker.example',
  ...listed,
  undefined,
] as const;
const methods: readonly Method[] = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** The edits are the same for both versions of Express: one is booted. */
const programs = headerPrograms.filter(({ name }) => !name.endsWith('(Express 4)'));

describe('a closed program is not reported', () => {
  it.each(programs.filter(({ verdict }) => verdict === 'closed'))('$name', (program) => {
    expect(fix(program, program.text)).toEqual({ output: program.text, messages: [] });
  });
});

describe('a closed program with another mistake is reported by the rule about that', () => {
  for (const program of programs) {
    if (typeof program.verdict !== 'object' || !('reportedBy' in program.verdict)) continue;
    const { reportedBy } = program.verdict;
    it(program.name, () => {
      expect(linted(program).map(({ ruleId }) => ruleId)).toEqual([reportedBy]);
    });
  }
});

describe('an open program that no rewrite makes safe is reported with the reason', () => {
  for (const program of programs) {
    if (typeof program.verdict !== 'object' || !('needsYou' in program.verdict)) continue;
    const { needsYou } = program.verdict;
    it(program.name, () => {
      const { output, messages } = fix(program, program.text);
      expect(output).toBe(program.text);
      expect(messages).not.toEqual([]);
      for (const message of messages) expect(message).toContain(`this one needs you, because ${needsYou}.`);
    });
  }
});

describe('an open program is rewritten so that', () => {
  const rewritten = programs.flatMap((program) => {
    const { verdict } = program;
    const isRewritten = typeof verdict === 'object' && !('needsYou' in verdict) && !('reportedBy' in verdict);
    return isRewritten ? [{ program, name: program.name, verdict }] : [];
  });

  it.each(triedIn(0, rewritten))(
    '$name: it is not reported any more, and a second run changes nothing',
    ({ program }) => {
      const { output, messages } = fix(program, program.text);
      expect(output).not.toBe(program.text);
      const rules = linted({ ...program, text: output }).map(({ ruleId }) => ruleId);
      expect(rules).toEqual(program.afterwards === undefined ? [] : [program.afterwards]);
      expect(fix(program, output)).toEqual({ output, messages });
    },
  );

  const booted = rewritten.filter(({ program }) => !program.closedAsBooted);
  it.each(triedIn(1, booted))(
    '$name: it admits its list alone, and answers as before otherwise',
    async ({ program, verdict }) => {
      const before = await answersOf(program, program.text, {});
      const open = methodsOpenTo(before);
      expect(open).not.toEqual([]);
      const { output } = fix(program, program.text);
      const list: AllowList = 'guardedBy' in verdict ? verdict.guardedBy : { origins: verdict.repairedTo };
      const isGuarded = 'guardedBy' in verdict;
      const keeps = isGuarded ? (verdict.keeps ?? []) : [];
      for (const { environment, admitted } of bootsOf(list)) {
        const after = await answersOf(program, output, environment);
        expect(faults(before, after, { open, admitted, keeps, varies: isGuarded })).toEqual([]);
      }
    },
  );
});

const linter = new Linter();
const config = { ...plugin.configs.recommended, languageOptions: { parser: typescriptParser } };

const linted = ({ text, language }: HeaderProgram): Linter.LintMessage[] =>
  linter.verify(text, config, { filename: `server.${language}` });

/** What ESLint makes of a text with the preset `recommended`. */
function fix({ language }: HeaderProgram, text: string): { output: string; messages: string[] } {
  const report = linter.verifyAndFix(text, config, { filename: `server.${language}` });
  return { output: report.output, messages: report.messages.map(({ message }) => message) };
}

/** The environments a fixed program is booted in, and who is admitted there. */
function bootsOf(list: AllowList): { environment: Environment; admitted: readonly string[] }[] {
  if ('origins' in list) {
    return [{ environment: { CORS_ALLOWED_ORIGINS: listed.join(',') }, admitted: list.origins }];
  }
  return [
    { environment: { [list.variable]: undefined }, admitted: [] },
    { environment: { [list.variable]: listed.join(list.separator ?? ', ') }, admitted: listed },
    { environment: { [list.variable]: '*' }, admitted: [] },
  ];
}

interface Answer {
  readonly method: Method;
  readonly origin: string | undefined;
  readonly observation: Observation;
  /** Absent if the connection broke off. */
  readonly whole: WholeResponse | undefined;
}

async function answersOf(program: HeaderProgram, text: string, environment: Environment): Promise<Answer[]> {
  const server = await boot({
    ...program,
    text,
    environment: { CORS_ALLOWED_ORIGINS: undefined, ...program.environment, ...environment },
  });
  if ('outcome' in server) throw server.error;
  try {
    const answers: Answer[] = [];
    for (const method of program.methods ?? methods)
      for (const origin of originsFor(method)) answers.push(await answerOf(server, program, method, origin));
    return answers;
  } finally {
    await server.close();
  }
}

/** HEAD and POST go the way of GET but for the branches that tell them apart: those are asked less. */
const originsFor = (method: Method): readonly (string | undefined)[] =>
  method === 'HEAD' || method === 'POST' ? [attacker, listed[0]] : origins;

async function answerOf(
  server: BootedServer,
  program: HeaderProgram,
  method: Method,
  origin: string | undefined,
): Promise<Answer> {
  const { path, headers } = program.asks?.(origin, method) ?? {};
  let observation: Observation | undefined;
  const [whole] = await wholeResponses(async () => {
    observation = await server.ask({
      origin,
      ...(method === 'OPTIONS' ? { preflightFor: 'POST' } : { method }),
      path,
      headers: {
        host: 'api.server.example',
        ...(origin === undefined || origin === 'null' ? {} : { referer: `${origin}/` }),
        ...headers,
      },
    });
  });
  if (!observation) throw new Error('The question was not answered.');
  return { method, origin, observation, whole };
}

/** The methods whose answers the attacker may read. */
function methodsOpenTo(answers: readonly Answer[]): Method[] {
  return methods.filter((method) =>
    answers.some(
      (answer) =>
        answer.method === method && answer.origin === attacker && isAdmitted(answer.observation, attacker),
    ),
  );
}

/** The CORS check of the Fetch standard, without credentials. */
const isAdmitted = ({ allowOrigin: [value, ...more] }: Observation, origin: string | undefined): boolean =>
  more.length === 0 && origin !== undefined && (value === '*' || value === origin);

/** What is wrong with the answers after the fix. */
function faults(
  before: readonly Answer[],
  after: readonly Answer[],
  expected: Expected & { readonly open: readonly Method[] },
): string[] {
  return after.flatMap((answer, index) => {
    const earlier = before[index];
    if (!earlier) return ['asked something else'];
    const found = expected.open.includes(answer.method)
      ? closedFaults(answer, expected)
      : sameOriginFaults(earlier, answer);
    return [...found, ...otherFaults(earlier, answer)].map(
      (fault) => `${answer.method} from ${String(answer.origin)}: ${fault}`,
    );
  });
}

/** Who is admitted after the fix: the list, and perhaps those whom the program names; the latter may be refused, too. */
interface Expected {
  readonly admitted: readonly string[];
  readonly keeps: readonly string[];
  readonly varies: boolean;
}

function closedFaults({ origin, observation }: Answer, { admitted, keeps, varies }: Expected): string[] {
  const found: string[] = [];
  const shouldAdmit = origin !== undefined && admitted.includes(origin);
  const mayAdmit = origin !== undefined && keeps.includes(origin);
  if (!mayAdmit && isAdmitted(observation, origin) !== shouldAdmit)
    found.push(`${shouldAdmit ? 'refused' : 'admitted'} by ${observation.allowOrigin.join(' and ')}`);
  if (shouldAdmit && observation.allowOrigin[0] !== origin) found.push('admitted by a wildcard');
  if (varies && !observation.vary.includes('origin') && !observation.vary.includes('*'))
    found.push('no Vary');
  return found;
}

function sameOriginFaults(earlier: Answer, later: Answer): string[] {
  const [left, right] = [earlier, later].map(({ observation }) => observation.allowOrigin.join(' and '));
  return left === right ? [] : [`answered with ${String(right)} in place of ${String(left)}`];
}

/** Whatever is not about origins stays as it was; where nothing was answered before, an answer is no loss. */
function otherFaults(earlier: Answer, later: Answer): string[] {
  if (earlier.observation.outcome !== 'answered') return [];
  const found: string[] = [];
  for (const part of ['status', 'reason', 'body'] as const) {
    const [left, right] = [earlier.whole?.[part], later.whole?.[part]];
    if (left !== right) found.push(`${part} ${String(right)} in place of ${String(left)}`);
  }
  const [headers, now] = [otherHeaders(earlier), otherHeaders(later)];
  if (headers !== now) found.push(`headers ${now} in place of ${headers}`);
  const lost = earlier.observation.vary.filter((field) => !later.observation.vary.includes(field));
  if (lost.length > 0) found.push(`Vary lost ${lost.join(', ')}`);
  const added = later.observation.vary.filter(
    (field) => field !== 'origin' && !earlier.observation.vary.includes(field),
  );
  if (added.length > 0) found.push(`Vary gained ${added.join(', ')}`);
  return found;
}

function otherHeaders({ whole }: Answer): string {
  const others = Object.entries(whole?.headers ?? {}).filter(
    ([name]) => !['access-control-allow-origin', 'vary', 'date'].includes(name),
  );
  return JSON.stringify(others.sort(([left], [right]) => left.localeCompare(right)));
}
