import type { Environment, Observation } from '../harness/server.js';
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
  type Put,
} from './conversation.js';
import type { Fixture } from './fixture.js';

/** The origins that the tests list in the environment. */
const listed = ['https://app.example.com', 'https://b.example'];
/** An origin that some programs spell out, and the tests list nowhere. */
const unlisted = 'https://admin.example.com';

const MOST_FAULTS = 6;

/** What one question was answered before the fix, by a program without its variables. */
interface Before {
  readonly asked: Asked;
  /** Whether the attacker got in, or nobody got an answer. */
  readonly isMended: boolean;
  readonly toAttacker: Observation;
}

/** One boot of the fixed program, and who it has to let in where it was open before. */
interface Boot {
  readonly name: string;
  readonly environment: Environment;
  readonly admitted: readonly string[];
  /** Whether HEAD and POST are asked as well. They go the way of GET in all but a few programs. */
  readonly hasAllMethods: boolean;
}

/**
 * What is wrong with the answers of a fixed program, once booted without its variable, with an empty one, with one origin and
 * with two listed in it, and with `*`, which other tools take for "everyone". Wherever the attacker was let in before, exactly the listed origins
 * have to be let in, with the credentials header of before and with `Vary: Origin`; other answers must stay.
 *
 * @param isBriefly whether to leave it at none listed, and two.
 */
export async function repairedAnswerFaults(
  fixture: Fixture,
  fixedText: string,
  isBriefly = false,
): Promise<string[]> {
  if (fixedText === fixture.text) return ['the program is not fixed'];
  const origin = fixture.witness ?? attacker;
  const put = questionsTo(fixture).map((asked) => ({ asked, origin }));
  const heard = await withServer(fixture, environmentsOf(fixture).unset, (server) => askAll(server, put));
  const before = heard.map(({ asked, observation: toAttacker }): Before => {
    const isMended = toAttacker.outcome === 'hangs' || openness(toAttacker, origin) !== 'closed';
    return { asked, isMended, toAttacker };
  });
  if (!before.some(({ isMended }) => isMended)) return ['the program was closed before'];
  const faults: string[] = [];
  const boots = bootsOf(fixture);
  for (const boot of isBriefly ? boots.filter(({ hasAllMethods }) => hasAllMethods) : boots) {
    const questions = before.flatMap((question) =>
      originsFor(question, boot, origin).map((from) => ({ ...question, origin: from })),
    );
    const answers = await withServer({ ...fixture, text: fixedText }, boot.environment, (server) =>
      askAll(server, questions),
    );
    const found = new Set(answers.flatMap((answer) => answerFaults(answer, boot, fixture)));
    faults.push(...[...found].map((fault) => `${boot.name}: ${fault}`));
  }
  // One broken program gives dozens of the same.
  return faults.slice(0, MOST_FAULTS);
}

function bootsOf({ stillAdmits, variable, keepsList, set }: Fixture): Boot[] {
  if (variable === undefined)
    return [{ name: 'as it is', environment: {}, admitted: stillAdmits, hasAllMethods: true }];
  const boot = (value: string | undefined, ...more: readonly string[]): Boot => ({
    name: value === undefined ? `without ${variable}` : `${variable}=${value}`,
    environment: { [variable]: value },
    admitted: [...stillAdmits, ...more],
    hasAllMethods: value === undefined || more.length > 1,
  });
  // Code that reads the list in a way of its own may not trim it, and admits whatever it lists.
  const own = keepsList ? set[variable]?.split(/,\s*/) : undefined;
  const two = own ? boot(set[variable], ...own) : boot([...listed, 'null'].join(', '), ...listed);
  return [boot(undefined), boot(''), boot('*'), boot(listed[0], ...listed.slice(0, 1)), two];
}

function answerFaults(
  { asked, origin, observation, isMended, toAttacker }: Before & Put & { observation: Observation },
  { admitted }: Boot,
  { variable, varies }: Fixture,
): string[] {
  if (!isMended)
    return isSame(observation, toAttacker) ? [] : [`${nameOf(asked)} is answered differently now`];
  if (observation.outcome === 'hangs') return [`${nameOf(asked)} hangs`];
  const faults: string[] = [];
  const isOpen = origin !== undefined && openness(observation, origin) !== 'closed';
  const shouldBeOpen = origin !== undefined && admitted.includes(origin);
  if (isOpen !== shouldBeOpen) faults.push(`${isOpen ? 'admits' : 'refuses'} ${String(origin)}`);
  // A repair of one expression leaves the library its own habit: without a match it may say nothing at all.
  const hasToVary = varies !== 'never' && (shouldBeOpen || (variable !== undefined && varies === 'always'));
  if (hasToVary && !observation.vary.includes('origin'))
    faults.push(`from ${String(origin)} has no Vary: Origin`);
  const credentials = toAttacker.outcome === 'hangs' ? undefined : toAttacker.allowCredentials;
  if (shouldBeOpen && observation.allowCredentials !== credentials)
    faults.push(`has Access-Control-Allow-Credentials ${String(observation.allowCredentials)}`);
  return faults.map((fault) => `${nameOf(asked)} ${fault}`);
}

function originsFor(
  { asked: { what }, isMended }: Before,
  { admitted, hasAllMethods }: Boot,
  witness: string,
): (string | undefined)[] {
  const isSeldom = what === 'HEAD' || what === 'POST';
  if (isSeldom && !hasAllMethods) return [];
  if (!isMended) return [witness];
  if (isSeldom) return [witness, ...admitted.slice(0, 1)];
  if (admitted.length === 0) return [...new Set([witness, 'null', ...listed.slice(0, 1), undefined])];
  return [...new Set([witness, ...untrusted, ...admitted, ...listed, unlisted, undefined])];
}

function isSame(left: Observation, right: Observation): boolean {
  return (
    left.status === right.status &&
    left.allowOrigin.join() === right.allowOrigin.join() &&
    left.allowCredentials === right.allowCredentials
  );
}
