import { afterAll, describe, expect, it } from 'vitest';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { openVictim } from './victim.js';
import { openWeb } from './web.js';

const rows = tableUnder('What a page may send', pageOf('threat-model.md'));
const HEADERS = ['Origin', 'Credentials', 'Methods', 'Headers'].map((name) => `Access-Control-Allow-${name}`);

const web = await openWeb();
const victim = await openVictim(web, 'allowed');
afterAll(async () => {
  await victim.close();
  web.close();
});

/** What the cells of the outcome have to be, and how often the browser asked before it sent. */
async function observed(
  row: TableRow,
): Promise<{ preflights: number; anonymously: string; signedIn: string }> {
  const [method = '', header] = codesIn(row.cell('request'));
  const [name = '', value = ''] = header?.split(': ') ?? [];
  const seen: (string | undefined)[] = [];
  web.answer('api.example.com', (request, response) => {
    seen.push(request.method);
    if (request.method === 'OPTIONS') {
      for (const allow of HEADERS) response.setHeader(allow, codesIn(row.cell(`\`${allow}\``)));
      response.statusCode = Number(codesIn(row.cell('preflight'))[0]);
      if (response.statusCode === 302) response.setHeader('Location', '/elsewhere');
    }
    response.end();
  });
  const visit = await victim.visit('https://attacker.example');
  const send = async (credentials: 'omit' | 'include'): Promise<string> => {
    const before = seen.length;
    // An address for each row: Chromium remembers answers to preflights.
    await visit.fetch(`https://api.example.com/${rows.indexOf(row)}`, {
      method,
      credentials,
      ...(header ? { headers: { [name]: value } } : {}),
    });
    return seen.slice(before).includes(method) ? 'sent' : 'kept back';
  };
  const [anonymously, signedIn] = [await send('omit'), await send('include')];
  return { preflights: seen.filter((asked) => asked === 'OPTIONS').length, anonymously, signedIn };
}

describe('Chromium lets a page send what docs/threat-model.md says', () => {
  it.each(rows)('$text', async (row) => {
    expect(await observed(row)).toEqual({
      preflights: row.cell('preflight') === 'none' ? 0 : 2,
      anonymously: row.cell('sent anonymously'),
      signedIn: row.cell('sent as the signed-in user'),
    });
  });
});
