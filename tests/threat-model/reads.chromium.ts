import { afterAll, describe, expect, it } from 'vitest';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { openVictim, type Visit } from './victim.js';
import { openWeb } from './web.js';

const API = 'https://api.example.com';
const HEADING = 'What a page may read';
const page = pageOf('threat-model.md');
const rows = tableUnder(HEADING, page);

const web = await openWeb();
const victim = await openVictim(web, 'allowed');
afterAll(async () => {
  await victim.close();
  web.close();
});

web.answer('api.example.com', (_request, response) => {
  response.setHeader('Set-Cookie', 'session=1; Secure; HttpOnly; SameSite=None');
  response.end();
});
await victim.visit(API);

/** What the cells of the outcome have to be, and whom the server took the two requests for. */
async function observed(row: TableRow): Promise<{ anonymously: string; signedIn: string; asked: string[] }> {
  const asked: string[] = [];
  web.answer('api.example.com', (request, response) => {
    for (const name of ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']) {
      response.setHeader(name, codesIn(row.cell(`\`${name}\``)));
    }
    const whose = request.headers.cookie === 'session=1' ? 'signed in' : 'anonymous';
    asked.push(whose);
    response.end(whose);
  });
  const visit = await visitAs(row.cell('asked by'));
  const read = async (credentials: 'omit' | 'include', expected: string): Promise<string> => {
    const got = await visit.fetch(API, { credentials });
    return got === undefined ? 'blocked' : got.body === expected ? 'readable' : `reads: ${got.body}`;
  };
  return {
    anonymously: await read('omit', 'anonymous'),
    signedIn: await read('include', 'signed in'),
    asked,
  };
}

const visitAs = (cell: string): Promise<Visit> => {
  const [origin = ''] = codesIn(cell);
  return origin === 'null' ? victim.visitSandboxed('https://attacker.example') : victim.visit(origin);
};

const said = (row: TableRow) => ({
  anonymously: row.cell('read anonymously'),
  signedIn: row.cell('read as the signed-in user'),
  // Whatever can be read of them, both requests are executed, the second with the cookie.
  asked: ['anonymous', 'signed in'],
});

describe('Chromium lets a page read what docs/threat-model.md says', () => {
  it.each(rows)('$text', async (row) => {
    expect(await observed(row)).toEqual(said(row));
  });

  it('and not what it does not say: a wrong cell is found out', async () => {
    const wrong = tableUnder(HEADING, page.replace(/(`\*` +\| none +\| )readable/, '$1blocked '));
    const row = wrong.find(({ text }, index) => text !== rows[index]?.text);
    expect(row?.text).toBe('`https://attacker.example` | `*` | none | blocked | blocked');
    if (row) expect(await observed(row)).not.toEqual(said(row));
  });
});
