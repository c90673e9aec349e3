import { toText } from '../../interpret/operators.js';
import { Undecided, type Run } from '../../interpret/run.js';
import { memberOfUnknown } from '../../interpret/members.js';
import { Unknown, type HeadersValue, type Value } from '../../interpret/values.js';
import type { Node } from '../../source/syntax.js';
import { GRANTING_HEADERS } from '../../policy/grants.js';
import { UNKNOWN_FIELD } from '../../policy/answer.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import type { Exchange } from '../middleware.js';

/** The headers a policy is made of. */
export const KEPT: readonly string[] = [
  ALLOW_ORIGIN,
  'access-control-allow-credentials',
  'vary',
  ...GRANTING_HEADERS,
];

/** Answers the request with the headers of a response the program made. */
export function keepHeaders(run: Run, headers: HeadersValue, exchange: Exchange, writes: Node[]): void {
  if (headers.unlisted ?? headers.unseenMembers) exchange.headers.mayHoldMore('headers that other code sets');
  for (const [name, value] of headers.entries)
    if (typeof name === 'string' && KEPT.includes(name))
      keepHeader(run, name, value, exchange, writes, headers.writers.get(name), 'set');
}

/** Answers with what the program writes to the headers of a response that other code made. */
export function keepUnseenWrites(run: Run, response: Unknown, exchange: Exchange, writes: Node[]): void {
  const headers = memberOfUnknown(response, 'headers');
  exchange.headers.mayHoldMore('headers that other code sets');
  for (const { receiver, method, args, node } of run.unseenCalls) {
    if (receiver !== headers) continue;
    const name = toText(run, args[0]);
    const field = typeof name === 'string' ? name.toLowerCase() : '';
    if (!KEPT.includes(field)) continue;
    if (method === 'delete') exchange.headers.remove(field);
    else if (method === 'set' || method === 'append')
      keepHeader(run, field, args[1], exchange, writes, node, method);
  }
}

/** Keeps one header, under its name in lower case, with a value the program gives it. */
export function keepHeader(
  run: Run,
  field: string,
  value: Value,
  { headers, request, writers }: Exchange,
  writes: Node[],
  writer: Node | undefined,
  how: 'set' | 'append',
): void {
  const given = toText(run, value);
  const text = given instanceof Unknown ? unknownValue(field, given, request.origin) : given;
  headers[how](field, [text]);
  if (writer) writers.set(field, writer);
  if (field === ALLOW_ORIGIN && writer && !writes.includes(writer)) writes.push(writer);
}

/** A value the page chooses (a query parameter, say) is its own origin if it likes; another unknown origin decides nothing. */
function unknownValue(field: string, unknown: Unknown, origin: string | undefined): string {
  if (field !== ALLOW_ORIGIN) return UNKNOWN_FIELD;
  if (unknown.provenance === 'request' && origin !== undefined) return origin;
  throw new Undecided(unknown.reason);
}
