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
/** Listed nowhere, unless a program spells them out itself. */
const others = ['https://admin.example.com', 'http://localhost:5173'];

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
  const before = await withServer(fixture, environmentsOf(fixture).unset, (server) =>
    inTurn(questionsTo(fixture), async (asked): Promise<Before> => {
      const toAttacker = await ask(server, asked, attacker);
      const isMended = toAttacker.outcome === 'hangs' || openness(toAttacker, attacker) !== 'closed';
      return { asked, isMended, toAttacker };
    }),
  );
  if (!before.some(({ isMended }) => isMended)) return ['was closed before'];
  const faults: string[] = [];
  for (const boot of bootsOf(fixture)) {
    const found = await withServer({ ...fixture, text: fixedText }, boot.environment, async (server) =>
      (await inTurn(before, (question) => answerFaults(server, question, boot, fixture))).flat(),
    );
    faults.push(...found.map((fault) => `${boot.name}: ${fault}`));
  }
  return faults;
}

function bootsOf({ stillAdmits, variable }: Fixture): Boot[] {
  const boot = (value: string | undefined, admitted: readonly string[]): Boot => ({
    name: `${variable}=${value ?? ''}`,
    environment: { [variable]: value },
    admitted,
  });
  if (stillAdmits.length > 0) return [boot(undefined, stillAdmits), boot('*', stillAdmits)];
  return [boot(undefined, []), boot(listed.join(', '), listed), boot('*', []), boot('null, *,', [])];
}

async function answerFaults(
  server: BootedServer,
  { asked, isMended, toAttacker }: Before,
  { admitted }: Boot,
  { stillAdmits }: Fixture,
): Promise<string[]> {
  const faults: string[] = [];
  const fault = (text: string) => faults.push(`${nameOf(asked)} ${text}`);
  for (const origin of [...untrusted, ...new Set([...listed, ...others, ...admitted]), undefined]) {
    const observation = await ask(server, asked, origin);
    const isOpen = origin !== undefined && openness(observation, origin) !== 'closed';
    if (!isMended) {
      if (origin === attacker && !isSame(observation, toAttacker)) fault('is answered differently now');
      continue;
    }
    const shouldBeOpen = origin !== undefined && admitted.includes(origin);
    if (observation.outcome === 'hangs') fault(`from ${String(origin)} hangs`);
    if (isOpen !== shouldBeOpen) fault(`${isOpen ? 'admits' : 'refuses'} ${String(origin)}`);
    // A repair of one expression leaves the library's own habit: without a match it may say nothing at all.
    const hasToVary = stillAdmits.length === 0 || shouldBeOpen;
    if (hasToVary && !observation.vary.includes('origin')) fault(`from ${String(origin)} has no Vary: Origin`);
    if (
      shouldBeOpen &&
      toAttacker.outcome !== 'hangs' &&
      observation.allowCredentials !== toAttacker.allowCredentials
    ) {
      fault(`has Access-Control-Allow-Credentials ${String(observation.allowCredentials)}`);
    }
  }
  return faults;
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
