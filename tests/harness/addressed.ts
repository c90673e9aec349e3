import { request as ask, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

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
  for await (const _part of await answerOf(url, {})) continue;
  return {
    listener: async ({ method, headers, url: path = '/' }, response) => {
      const answer = await answerOf(new URL(path, url), { method, headers });
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      await pipeline(answer, response);
    },
    stop: () => (stop as () => unknown)(),
  };
}

/** Over a connection of its own: the next server may listen on the same port, and knows nothing of connections to the last. */
const answerOf = (url: string | URL, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    ask(url, { ...options, agent: false }, resolve)
      .once('error', reject)
      .end();
  });
