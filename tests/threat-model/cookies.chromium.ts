import { afterAll, describe, expect, it } from 'vitest';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { FOUR_COOKIES, fourCookiesIn, setFourCookies } from './four-cookies.js';
import { openVictim } from './victim.js';
import { openWeb } from './web.js';

const rows = tableUnder('Which cookies a request carries', pageOf('threat-model.md'));

const web = await openWeb();
const victims = {
  allowed: await openVictim(web, 'allowed'),
  blocked: await openVictim(web, 'blocked'),
};
afterAll(async () => {
  await victims.allowed.close();
  await victims.blocked.close();
  web.close();
});

/** The cookies that came with the request that a row describes. */
async function observed(row: TableRow): Promise<string[]> {
  const [page = '', server = ''] = ['page', 'asks'].flatMap((heading) => codesIn(row.cell(heading)));
  const { host } = new URL(server);
  const victim = victims[row.cell('where').endsWith('blocked') ? 'blocked' : 'allowed'];
  web.answer(host, setFourCookies);
  await victim.visit(server);
  const visit = row.cell('where').includes('sandboxed')
    ? await victim.visitSandboxed(page)
    : await victim.visit(page);
  let header: string | undefined = 'never asked';
  web.answer(host, (request, response) => {
    header = request.headers.cookie;
    response.end();
  });
  await visit.fetch(server, { credentials: 'include' });
  return fourCookiesIn(header);
}

describe('Chromium sends the cookies that docs/threat-model.md says', () => {
  it.each(rows)('$text', async (row) => {
    expect(await observed(row)).toEqual(FOUR_COOKIES.filter((name) => row.cell(name) === 'sent'));
  });
});
