import { describe, expect, it } from 'vitest';
import { accessOf } from '../../scripts/demo/exchange.js';
import { exposureTo, type Exposure } from '../../src/policy/answer.js';
import { codesIn, pageOf, tableUnder } from '../docs/page-table.js';

/** What a page gets of an answer with an exposure: anonymously, and as the signed-in user. */
const READS: Record<Exposure, readonly [string, string]> = {
  none: ['blocked', 'blocked'],
  wildcard: ['readable', 'blocked'],
  'credentialed wildcard': ['readable', 'blocked'],
  reflected: ['readable', 'blocked'],
  'reflected with credentials': ['readable', 'readable'],
};

const ACCESS = {
  'blocked blocked': 'nothing',
  'readable blocked': 'anonymously',
  'readable readable': 'as the signed-in user',
};

describe('the engine and the demo call exposed what Chromium lets a page read, as docs/threat-model.md has it', () => {
  it.each(tableUnder('What a page may read', pageOf('threat-model.md')))('$text', ({ cell }) => {
    const [origin = ''] = codesIn(cell('asked by'));
    const allowOrigin = codesIn(cell('`Access-Control-Allow-Origin`'));
    const values = codesIn(cell('`Access-Control-Allow-Credentials`'));
    const allowCredentials = values.length > 0 ? values.join(', ') : undefined;
    const said = [cell('read anonymously'), cell('read as the signed-in user')];

    const exposure = exposureTo(origin, { outcome: 'answered', allowOrigin, allowCredentials, vary: [] });
    expect(READS[exposure]).toEqual(said);
    expect(ACCESS).toHaveProperty(said.join(' '), accessOf(origin, { allowOrigin, allowCredentials }));
  });
});
