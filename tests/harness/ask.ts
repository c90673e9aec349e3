import { request as send, type Agent, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GRANTING_HEADERS } from '../../src/policy/grants.js';

/** One question to a booted server. */
export interface Question {
  readonly origin?: string | undefined;
  /** OPTIONS when `preflightFor` is given, else GET. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | undefined;
  /** Makes it a preflight for this method, with an `authorization` header announced. */
  readonly preflightFor?: string | undefined;
  readonly path?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent by `ask` alone, not among many questions at once. */
  readonly body?: string | undefined;
}

/** What came back. */
export interface Observation {
  /** `error`: status 500 or above, or the connection broke off. `hangs`: received, and not answered by the deadline. */
  readonly outcome: 'answered' | 'error' | 'hangs';
  /** Absent if nothing was answered. */
  readonly status?: number;
  /** One entry per header line. */
  readonly allowOrigin: string[];
  readonly allowCredentials: string | undefined;
  /** Lower-case field names, in the order sent. */
  readonly vary: string[];
  /** What it says in the headers that let admitted pages do more, by their names in lower case; absent without any. */
  readonly grants?: Readonly<Record<string, string>>;
}

/**
 * Asks a server of this process that listens on a loopback port. Never rejects: a connection that breaks off is an `error`.
 *
 * @param hangsAfter milliseconds between the server's receiving the request and the verdict that it hangs.
 */
export function ask(
  server: Server,
  agent: Agent,
  question: Question,
  hangsAfter: number,
): Promise<Observation> {
  return new Promise((resolve) => {
    const request = send({ host: '127.0.0.1', port: portOf(server), agent, ...requestOf(question) });

    let stopWaiting = () => {};
    const settle = (observation: Observation) => {
      stopWaiting();
      server.off('request', whenReceived);
      resolve(observation);
    };
    function whenReceived(received: IncomingMessage): void {
      if (received.socket.remotePort !== request.socket?.localPort) return;
      stopWaiting = afterTurns(hangsAfter, () => {
        settle(silence('hangs'));
        request.destroy();
      });
    }
    server.prependListener('request', whenReceived);

    const settleWith = ({ statusCode = 0, headersDistinct }: IncomingMessage) => {
      settle(observed(statusCode, (name) => headersDistinct[name] ?? []));
    };
    request.on('response', (response) => {
      settleWith(response);
      response.on('error', () => undefined).resume();
    });
    // A WebSocket handshake that is accepted.
    request.on('upgrade', (response, socket) => {
      settleWith(response);
      socket.destroy();
    });
    request.on('error', () => {
      settle(silence('error'));
    });
    request.end(question.body);
  });
}

/** The port on which a server of this process listens. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What a question is on the wire. */
export function requestOf({ origin, preflightFor, path = '/', headers, method }: Question): {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  return {
    method: method ?? (preflightFor === undefined ? 'GET' : 'OPTIONS'),
    path,
    headers: {
      ...(origin === undefined ? {} : { origin }),
      ...(preflightFor === undefined
        ? {}
        : {
            'access-control-request-method': preflightFor,
            'access-control-request-headers': 'authorization',
          }),
      ...headers,
    },
  };
}

/** What a response says about CORS: every value of every header line. `values` takes a name in lower case. */
export function observed(status: number, values: (name: string) => readonly string[]): Observation {
  const granted = GRANTING_HEADERS.filter((name) => values(name).length > 0);
  return {
    outcome: status >= 500 ? 'error' : 'answered',
    status,
    allowOrigin: [...values('access-control-allow-origin')],
    allowCredentials: values('access-control-allow-credentials').join(', ') || undefined,
    vary: values('vary')
      .flatMap((line) => line.split(','))
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
    ...(granted.length > 0 && {
      grants: Object.fromEntries(granted.map((name) => [name, values(name).join(', ')])),
    }),
  };
}

function silence(outcome: 'error' | 'hangs'): Observation {
  return { outcome, allowOrigin: [], allowCredentials: undefined, vary: [] };
}

const turns = 10;

/**
 * A deadline counted in turns of the event loop. Server and client share this process: were one timer to run out while
 * the loop is blocked (a compiler at work, a collection), an answer already on its way would pass for a hang.
 */
export function afterTurns(milliseconds: number, act: () => void): () => void {
  let left = turns;
  let timer = setTimeout(turn, milliseconds / turns);
  function turn(): void {
    left -= 1;
    if (left === 0) act();
    else timer = setTimeout(turn, milliseconds / turns);
  }
  return () => {
    clearTimeout(timer);
  };
}
