import { afterAll, describe, expect, it } from 'vitest';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { openVictim } from './victim.js';
import { openWeb } from './web.js';

const rows = tableUnder('Caches', pageOf('threat-model.md'));

const web = await openWeb();
const victim = await openVictim(web, 'allowed');
afterAll(async () => {
  await victim.close();
  web.close();
});

/** What the second page gets of an address that no other row asks for. */
async function observed(row: TableRow): Promise<string> {
  const address = `https://api.example.com/${rows.indexOf(row)}`;
  web.answer('api.example.com', ({ headers: { origin = '' } }, response) => {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Cache-Control', 'max-age=60');
    response.setHeader('Vary', codesIn(row.cell('`Vary`')));
    response.end();
  });
  const [first = '', second = ''] = ['first asked by', 'then asked by'].flatMap((heading) =>
    codesIn(row.cell(heading)),
  );
  expect(await (await victim.visit(first)).fetch(address, {})).toBeDefined();
  return (await (await victim.visit(second)).fetch(address, {})) ? 'readable' : 'blocked';
}

describe('Chromium keeps answers as docs/threat-model.md says', () => {
  it.each(rows)('$text', async (row) => {
    expect(await observed(row)).toBe(row.cell('read by the second'));
  });
});
