import { simulate } from '../../src/analysis/simulate.js';
import { handshakeSites } from '../../src/middleware/handshakes.js';
import { boot } from '../harness/server.js';
import { parseSource } from '../harness/source-file.js';

const ORIGINS = ['https://attacker.example', 'https://app.example.com', undefined];
/** What a browser asks for a WebSocket with. */
export const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const PRELUDE = `const { createServer } = require('node:http');
const A = 'https://app.example.com';
const LIST = [A];
const server = createServer();
`;

/** A program that accepts WebSockets, up to the text that decides whose. */
export interface HandshakeHost {
  readonly name: string;
  readonly path: string;
  readonly program: (deciding: string) => string;
}

/** For each origin that is asked about, whether it gets a WebSocket. */
export type Handshakes = (host: HandshakeHost, deciding: string) => readonly (boolean | 'unknown')[];

/** Where a model of a program and its booted server disagree about who gets a WebSocket. */
export async function handshakeFaults(
  host: HandshakeHost,
  deciding: string,
  model: Handshakes = modelled,
): Promise<string[]> {
  const answers = await accepted(host, deciding);
  return model(host, deciding).flatMap((answer, index) =>
    answer === answers[index]
      ? []
      : [`${ORIGINS[index] ?? 'no origin'}: ${answer} instead of ${answers[index]}`],
  );
}

/** Which origins get a WebSocket, from the real server. */
async function accepted({ path, program }: HandshakeHost, deciding: string): Promise<boolean[]> {
  const text = `${PRELUDE}${program(deciding)}\nmodule.exports = server;\n`;
  const booted = await boot({ text, language: 'cjs', environment: {} });
  if ('outcome' in booted) throw new Error('The server does not start.', { cause: booted.error });
  try {
    const answers: boolean[] = [];
    for (const origin of ORIGINS) {
      const { status } = await booted.ask({ origin, path, headers: HANDSHAKE });
      answers.push(status === 101);
    }
    return answers;
  } finally {
    await booted.close();
  }
}

/** Which origins get a WebSocket, from the model. */
export const modelled: Handshakes = ({ program }, deciding) => {
  const file = parseSource(`${PRELUDE}${program(deciding)}\nmodule.exports = server;\n`, '/program.cjs');
  const [site] = handshakeSites(file);
  if (!site) throw new Error('There is no server of WebSockets.');
  return ORIGINS.map((origin) => {
    const { answer } = simulate(
      file,
      site,
      { request: { origin, kind: 'handshake', method: 'GET' }, environment: { kind: 'all set' } },
      // A page asks for the path that is answered.
      { rank: ({ outcome }) => (outcome === 'answered' ? 1 : 0) },
    );
    return answer.outcome === 'unknown' ? 'unknown' : answer.outcome === 'answered';
  });
};
