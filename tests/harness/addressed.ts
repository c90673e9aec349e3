import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server that listens already. */
interface Addressed {
  /** Hands requests on to it. */
  listener(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): unknown;
}

/**
 * What a program exports of a server that listens by itself: its `url`, and how to `stop` it. It has answered once by then: the
 * first answer takes much longer than the others.
 */
export async function addressed(exported: unknown): Promise<Addressed | undefined> {
  if (typeof exported !== 'object' || exported === null) return undefined;
  if (!('url' in exported && 'stop' in exported)) return undefined;
  const { url, stop } = exported;
  if (typeof url !== 'string' || typeof stop !== 'function') return undefined;
  await fetch(url);
  return {
    listener: ({ method, headers, url: path = '/' }, response) =>
      new Promise((resolve, reject) => {
        const asked = ask(new URL(path, url), { method, headers, agent: false }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
          answer.once('end', resolve);
        });
        asked.once('error', reject);
        asked.end();
      }),
    stop: () => (stop as () => unknown)(),
  };
}
