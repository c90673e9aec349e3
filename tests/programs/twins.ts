import { parse } from '@typescript-eslint/parser';
import { fixtures } from './fixtures.js';
import type { Fixture } from './fixture.js';

/** A program that is reported, and the same program made safe by one token. */
export interface Twins {
  readonly name: string;
  readonly unsafe: Fixture;
  readonly safe: Fixture;
}

/** Every `x.safe.ext` among the fixtures with the `x.ext` beside it, `x` being a file or its folder. Throws where there is none. */
export const twins: readonly Twins[] = fixtures
  .filter(({ name }) => /\.safe[./]/.test(name))
  .map((safe) => {
    const name = safe.name.replace(/\.safe(?=[./])/, '');
    const unsafe = fixtures.find((fixture) => fixture.name === name);
    if (!unsafe) throw new Error(`${safe.name} is the twin of nothing.`);
    return { name, unsafe, safe };
  });

/** What keeps two fixtures from being twins: both are reported, or neither, or their texts are more than one token apart. */
export function twinFaults({ unsafe, safe }: Pick<Twins, 'unsafe' | 'safe'>): string[] {
  const faults: string[] = [];
  if (unsafe.rules.length === 0) faults.push('the unsafe one is said to be safe');
  if (safe.rules.length > 0) faults.push('the safe one is said to be unsafe');
  const [removed, added] = differingTokens(unsafe, safe);
  if (Math.min(removed.length, added.length) > 1 || removed.length + added.length === 0)
    faults.push(`'${removed.join(' ')}' and '${added.join(' ')}' are not one token apart`);
  return faults;
}

/** The tokens between what both texts start with and what both end with: one of the runs is a single token, or none. */
function differingTokens(left: Fixture, right: Fixture): [string[], string[]] {
  const [one, other] = [tokensOf(left), tokensOf(right)];
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end))
    end += 1;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}

function tokensOf({ path, text }: Fixture): string[] {
  const { tokens } = parse(text, {
    filePath: path,
    range: true,
    tokens: true,
    sourceType: /\.c[jt]s$/.test(path) ? 'script' : 'module',
  });
  return (tokens ?? []).map(({ value }) => value);
}
