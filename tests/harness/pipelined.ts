import type { Server } from 'node:http';
import { connect } from 'node:net';
import { afterTurns, observed, portOf, requestOf, type Observation, type Question } from './ask.js';

/** Milliseconds of silence after which the rest is asked in the slow way; no verdict hangs on it. */
const PATIENCE = 40;

/**
 * Puts questions to a server over one connection, all of them before the first answer (RFC 9112, section 9.3.2): a fraction
 * of the work of a request of its own for each.
 *
 * @returns the answers to the first questions, in order: to all, unless an answer hangs or the connection breaks off. Then
 * nothing is said about the rest, not even which of them was to blame: a server works on all of them at once.
 */
export function pipelined(server: Server, questions: readonly Question[]): Promise<Observation[]> {
  const sent = questions.map(requestOf);
  if (sent.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    const answers: Observation[] = [];
    const socket = connect(portOf(server), '127.0.0.1').setEncoding('latin1').setNoDelay();
    let received = '';
    const settle = () => {
      stopWaiting();
      socket.destroy();
      resolve(answers);
    };
    let stopWaiting = afterTurns(PATIENCE, settle);
    socket.on('data', (data) => {
      stopWaiting();
      received += String(data);
      for (;;) {
        const next = sent[answers.length];
        const response = next && responseIn(received, next.method);
        if (!response) break;
        answers.push(response.observation);
        received = received.slice(response.length);
      }
      if (answers.length === sent.length) settle();
      else stopWaiting = afterTurns(PATIENCE, settle);
    });
    socket.on('error', settle).on('close', settle);
    socket.write(sent.map((request) => written(request, portOf(server))).join(''));
  });
}

/** A request as Node.js itself writes one. */
function written({ method, path, headers }: ReturnType<typeof requestOf>, port: number): string {
  const all = {
    ...headers,
    ...(headers['host'] === undefined ? { host: `127.0.0.1:${String(port)}` } : {}),
    connection: 'keep-alive',
    ...(method === 'POST' ? { 'content-length': '0' } : {}),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** The response at the start of a text, and how long it is; undefined if it is not all there. */
function responseIn(
  text: string,
  method: string,
): { readonly observation: Observation; readonly length: number } | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const status = Number(statusLine.split(' ')[1]);
  const values = (name: string): readonly string[] => fields.get(name) ?? [];
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  const length = hasBody ? bodyEnd(text, end + 4, values) : end + 4;
  return length === undefined ? undefined : { observation: observed(status, values), length };
}

/** Where a body ends (RFC 9112, section 6.3); undefined if it is not all there, or ends with the connection. */
function bodyEnd(
  text: string,
  start: number,
  values: (name: string) => readonly string[],
): number | undefined {
  let end = start;
  if (values('transfer-encoding').includes('chunked')) {
    for (let size = -1; size !== 0;) {
      const line = text.indexOf('\r\n', end);
      if (line === -1) return undefined;
      size = Number.parseInt(text.slice(end, line), 16);
      end = line + 2 + size + 2;
    }
  } else {
    const [length] = values('content-length');
    if (length === undefined) return undefined;
    end += Number(length);
  }
  return end <= text.length ? end : undefined;
}
