import { askAll, attacker, nameOf, openness, withServer, type Asked } from './conversation.js';
import type { Fixture } from './fixture.js';

const QUESTIONS = ['GET', 'preflight'] as const;
const OTHERS = ['https://admin.example.com', 'http://localhost:3000', attacker, 'null'];
const FURTHER = 'https://further.example';

/**
 * What contradicts the move of hard-coded origins into the environment, once the program is booted before and after it. While
 * the variable lists them, the same pages have to be admitted as before, in the same way, and one that it lists besides; without
 * it all that were moved have to be refused, and the others answered as before.
 *
 * @param moved the origins that the reports say were moved.
 */
export async function movedOriginFaults(
  fixture: Pick<Fixture, 'text' | 'language' | 'environment' | 'set' | 'paths'>,
  fixedText: string,
  moved: readonly string[],
): Promise<string[]> {
  if (fixedText === fixture.text) return ['the program is not fixed'];
  const origins = [...new Set([...moved, ...OTHERS, FURTHER])];
  const admittedBy = async (text: string, value?: string): Promise<Admission[]> =>
    withServer({ ...fixture, text }, { ...fixture.set, CORS_ALLOWED_ORIGINS: value }, async (server) => {
      const asked = fixture.paths.flatMap((path) => QUESTIONS.map((what): Asked => ({ path, what })));
      const put = asked.flatMap((one) => origins.map((origin) => ({ asked: one, origin })));
      return (await askAll(server, put))
        .filter(({ origin, observation }) => openness(observation, origin) !== 'closed')
        .map(({ asked: one, origin, observation }) => ({
          origin,
          how: `${nameOf(one)} from ${origin}, credentials ${String(observation.allowCredentials)}`,
        }));
    });
  const before = await admittedBy(fixture.text);
  const unmoved = before.filter(({ origin }) => !moved.includes(origin));
  if (unmoved.length === before.length) return ['none of them was admitted before'];
  const listed = await admittedBy(fixedText, [...moved, FURTHER].join(', '));
  return [
    ...differences(
      'listed',
      before,
      listed.filter(({ origin }) => origin !== FURTHER),
    ),
    ...(listed.some(({ origin }) => origin === FURTHER) ? [] : ['refuses a page that is listed besides']),
    ...differences('unset', unmoved, await admittedBy(fixedText)),
  ];
}

interface Admission {
  readonly origin: string;
  readonly how: string;
}

function differences(when: string, expected: readonly Admission[], found: readonly Admission[]): string[] {
  const wanted = new Set(expected.map(({ how }) => how));
  const given = new Set(found.map(({ how }) => how));
  return [
    ...[...wanted].filter((how) => !given.has(how)).map((how) => `${when}: refuses ${how}`),
    ...[...given].filter((how) => !wanted.has(how)).map((how) => `${when}: admits ${how}`),
  ];
}
