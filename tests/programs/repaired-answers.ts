import type { BootedServer, Environment, Observation } from '../harness/server.js';
import {
  ask,
  attacker,
  environmentsOf,
  nameOf,
  openness,
  questionsTo,
  untrusted,
  withServer,
  type Asked,
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
}

/**
 * What is wrong with the answers of a fixed program, once booted without its variable, with origins listed in it, and
 * with values that other tools take for "everyone". Wherever the attacker was let in before, exactly the listed origins
 * have to be let in, with the credentials header of before and with `Vary: Origin`; other answers must stay.
 */
export async function repairedAnswerFaults(fixture: Fixture, fixedText: string): Promise<string[]> {
  if (fixedText === fixture.text) return ['the program is not fixed'];
  const before = await withServer(fixture, environmentsOf(fixture).unset, (server) =>
    inTurn(questionsTo(fixture), async (asked): Promise<Before> => {
      const stranger = fixture.witness ?? attacker;
      const toAttacker = await ask(server, asked, stranger);
      const isMended = toAttacker.outcome === 'hangs' || openness(toAttacker, stranger) !== 'closed';
      return { asked, isMended, toAttacker };
    }),
  );
  if (!before.some(({ isMended }) => isMended)) return ['the program was closed before'];
  const faults: string[] = [];
  for (const boot of bootsOf(fixture)) {
    const found = await withServer({ ...fixture, text: fixedText }, boot.environment, (server) =>
      inTurn(before, (question) => answerFaults(server, question, boot, fixture)),
    );
    faults.push(...found.flat().map((fault) => `${boot.name}: ${fault}`));
  }
  // One broken program gives dozens of the same.
  return faults.slice(0, MOST_FAULTS);
}

function bootsOf({ stillAdmits, variable, keepsList, set }: Fixture): Boot[] {
  if (variable === undefined) return [{ name: 'as it is', environment: {}, admitted: stillAdmits }];
  const boot = (value: string | undefined, more: readonly string[]): Boot => ({
    name: value === undefined ? `without ${variable}` : `${variable}=${value}`,
    environment: { [variable]: value },
    admitted: [...stillAdmits, ...more],
  });
  // Code that reads the list in a way of its own may not trim it, and admits whatever it lists.
  const value = keepsList ? (set[variable] ?? '') : listed.join(', ');
  return [boot(undefined, []), boot(value, value.split(/,\s*/)), boot(keepsList ? '*' : '*, null', [])];
}

async function answerFaults(
  server: BootedServer,
  { asked, isMended, toAttacker }: Before,
  { admitted }: Boot,
  { variable, witness = attacker }: Fixture,
): Promise<string[]> {
  const faults: string[] = [];
  const fault = (text: string) => faults.push(`${nameOf(asked)} ${text}`);
  for (const origin of originsFor(asked, isMended, admitted, witness)) {
    const observation = await ask(server, asked, origin);
    if (!isMended) {
      if (!isSame(observation, toAttacker)) fault('is answered differently now');
      continue;
    }
    const isOpen = origin !== undefined && openness(observation, origin) !== 'closed';
    const shouldBeOpen = origin !== undefined && admitted.includes(origin);
    if (observation.outcome === 'hangs') return [...faults, `${nameOf(asked)} hangs`];
    if (isOpen !== shouldBeOpen) fault(`${isOpen ? 'admits' : 'refuses'} ${String(origin)}`);
    // A repair of one expression leaves the library its own habit: without a match it may say nothing at all.
    const hasToVary = variable !== undefined || shouldBeOpen;
    if (hasToVary && !observation.vary.includes('origin'))
      fault(`from ${String(origin)} has no Vary: Origin`);
    const credentials = toAttacker.outcome === 'hangs' ? undefined : toAttacker.allowCredentials;
    if (shouldBeOpen && observation.allowCredentials !== credentials)
      fault(`has Access-Control-Allow-Credentials ${String(observation.allowCredentials)}`);
  }
  return faults;
}

/** HEAD and POST go the way of GET in all but a few programs: those are asked less. */
function originsFor(
  { what }: Asked,
  isMended: boolean,
  admitted: readonly string[],
  witness: string,
): readonly (string | undefined)[] {
  if (!isMended) return [witness];
  if (what === 'HEAD' || what === 'POST') return [witness, ...admitted.slice(0, 1)];
  if (admitted.length === 0) return [witness, 'null', ...listed.slice(0, 1), undefined];
  return [witness, ...untrusted, ...new Set([...admitted, ...listed, unlisted]), undefined];
}

function isSame(left: Observation, right: Observation): boolean {
  return (
    left.status === right.status &&
    left.allowOrigin.join() === right.allowOrigin.join() &&
    left.allowCredentials === right.allowCredentials
  );
}

async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
