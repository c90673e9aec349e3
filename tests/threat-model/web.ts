import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';

/** Takes a handshake of a WebSocket over, or leaves it, which breaks the connection off. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Every host of the internet, on this machine, over http and https. */
export interface Web {
  /** What Chromium has to be told to find it, and to take its certificate for one that it can trust. */
  readonly chromiumArguments: readonly string[];
  /** Lets a host answer; a later listener takes the place of an earlier one. Other hosts answer a page without content. */
  answer(host: string, listener: RequestListener): void;
  upgrade(host: string, listener: UpgradeListener): void;
  close(): void;
}

/** The path of any host that has not been given an answer at which it frames itself, sandboxed. */
export const FRAMING = '/framing';

/** Opens the web. Needs the program `openssl`, for a certificate of its own. */
export async function openWeb(): Promise<Web> {
  const listeners = new Map<string, RequestListener>();
  const upgrades = new Map<string, UpgradeListener>();
  const pem = await selfSigned();
  const respond: RequestListener = (request, response) =>
    (listeners.get(request.headers.host ?? '') ?? emptyPage)(request, response);
  const servers = [createTlsServer({ key: pem, cert: pem }, respond), createServer(respond)];
  const ports = await Promise.all(servers.map(portOf));
  for (const server of servers) {
    server.on('upgrade', (request, socket, head) => {
      const listener = upgrades.get(request.headers.host ?? '');
      if (listener) listener(request, socket, head);
      else socket.destroy();
    });
  }
  return {
    chromiumArguments: [
      `--host-resolver-rules=MAP *:443 127.0.0.1:${ports[0]}, MAP *:80 127.0.0.1:${ports[1]}`,
      `--ignore-certificate-errors-spki-list=${publicKeyHash(pem)}`,
    ],
    answer: (host, listener) => void listeners.set(host, listener),
    upgrade: (host, listener) => void upgrades.set(host, listener),
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

const emptyPage: RequestListener = (request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end(
    request.url === FRAMING ? '<iframe sandbox="allow-scripts" src="/"></iframe>' : '<title></title>',
  );
};

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A key and its certificate, both in one text. */
async function selfSigned(): Promise<string> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '-'];
  const certificate = ['-x509', '-subj', '/CN=localhost', '-days', '1', '-out', '-'];
  return (await promisify(execFile)('openssl', ['req', ...key, ...certificate])).stdout;
}

const publicKeyHash = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
