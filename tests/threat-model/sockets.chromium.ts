import { afterAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { codesIn, pageOf, tableUnder, type TableRow } from '../docs/page-table.js';
import { fourCookiesIn, setFourCookies } from './four-cookies.js';
import { openVictim } from './victim.js';
import { openWeb } from './web.js';

const rows = tableUnder('WebSockets', pageOf('threat-model.md'));

const web = await openWeb();
const victim = await openVictim(web, 'allowed');
afterAll(async () => {
  await victim.close();
  web.close();
});

web.answer('api.example.com', setFourCookies);
await victim.visit('https://api.example.com');

/** What the cells of the outcome have to be. */
async function observed(row: TableRow): Promise<{ handshake: string; cookies: string }> {
  const [page = ''] = codesIn(row.cell('page'));
  const [listed] = codesIn(row.cell('the server admits'));
  const sockets = new WebSocketServer({
    noServer: true,
    verifyClient: ({ origin }: { origin: string }) => listed === undefined || origin === listed,
  });
  let cookies = 'no handshake';
  web.upgrade('api.example.com', (request, socket, head) => {
    cookies = fourCookiesIn(request.headers.cookie).join(', ');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.send('what the signed-in user may see');
    });
  });
  const visit = await (page === 'null'
    ? victim.visitSandboxed('https://attacker.example')
    : victim.visit(page));
  const message = await visit.firstMessage('wss://api.example.com');
  return { handshake: message === undefined ? 'refused' : 'opened', cookies };
}

describe('Chromium opens the WebSockets that docs/threat-model.md says', () => {
  it.each(rows)('$text', async (row) => {
    expect(await observed(row)).toEqual({
      handshake: row.cell('handshake'),
      cookies: row.cell('cookies that came with it'),
    });
  });
});
