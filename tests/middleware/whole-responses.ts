import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A response as the client received it, to the last byte. */
export interface WholeResponse {
  readonly status: number;
  readonly reason: string;
  /** Every value of every header line, by lower-case name. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** The channel on which Node.js publishes every response its clients receive. */
const CHANNEL = 'http.client.response.finish';

/** Runs `ask`, and gives the responses that the clients of this process received meanwhile, in order. */
export async function wholeResponses(ask: () => Promise<unknown>): Promise<WholeResponse[]> {
  const received: Promise<WholeResponse>[] = [];
  const listen = (message: unknown): void => {
    received.push(wholeResponse((message as { response: IncomingMessage }).response));
  };
  subscribe(CHANNEL, listen);
  try {
    await ask();
  } finally {
    unsubscribe(CHANNEL, listen);
  }
  return Promise.all(received);
}

function wholeResponse(response: IncomingMessage): Promise<WholeResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const { statusCode = 0, statusMessage: reason = '', headersDistinct } = response;
      const headers = Object.fromEntries(
        Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []]),
      );
      resolve({ status: statusCode, reason, headers, body: Buffer.concat(chunks).toString() });
    });
  });
}
