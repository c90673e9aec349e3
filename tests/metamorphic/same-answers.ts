import {
  askAll,
  attacker,
  environmentsOf,
  nameOf,
  questionsTo,
  withServer,
} from '../programs/conversation.js';
import type { Fixture } from '../programs/fixture.js';

/** What a program is seen to answer a page nobody trusts, and one that is often listed, with and without its variables. */
async function answersOf(fixture: Fixture): Promise<readonly string[]> {
  const { unset, set } = environmentsOf(fixture);
  const answers: string[] = [];
  for (const environment of Object.keys(set).length > 0 ? [unset, set] : [unset]) {
    await withServer(fixture, environment, async (server) => {
      const put = [attacker, 'https://app.example.com'].flatMap((origin) =>
        questionsTo(fixture).map((asked) => ({ asked, origin })),
      );
      for (const { asked, origin, observation } of await askAll(server, put)) {
        const { outcome, status, allowOrigin, allowCredentials } = observation;
        // A name for the server itself is not the same in two boots.
        const values = allowOrigin.map((value) => value.replace(/127\.0\.0\.1:\d+/, 'this server'));
        answers.push(
          `${nameOf(asked)} from ${origin}: ${outcome} ${status ?? ''} [${values.join('; ')}] ${allowCredentials ?? ''}`,
        );
      }
    });
  }
  return answers;
}

/** Where a program that is written in another way answers differently. */
export async function sameAnswersFaults(fixture: Fixture, outcome: Fixture): Promise<string[]> {
  const before = await answersOf(fixture);
  const after = await answersOf(outcome).catch((error: unknown) => [
    `does not start: ${String(error)} ${String((error as Error).cause)}`,
  ]);
  return after
    .filter((answer, index) => answer !== before[index])
    .map((answer) => `${answer}\n${outcome.text}`);
}
