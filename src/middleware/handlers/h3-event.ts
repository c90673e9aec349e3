import { call } from '../../interpret/call.js';
import { getMember } from '../../interpret/members.js';
import { headersFrom, replaceHeaders } from '../../interpret/natives/headers.js';
import { toText } from '../../interpret/operators.js';
import type { Run } from '../../interpret/run.js';
import {
  ArrayValue,
  HeadersValue,
  HostObject,
  ObjectValue,
  opaque,
  ResponseValue,
  Unknown,
  type Value,
} from '../../interpret/values.js';
import type { Node } from '../../source/syntax.js';
import { methodOnTheWire } from '../../policy/probe.js';
import type { Exchange } from '../middleware.js';
import { headerOf } from '../node-request.js';
import { bareRequest } from './fetch-request.js';
import type { NodeResponse } from './node-response.js';

/** The names of functions that h3 has twice. */
const FULL_NAMES: ReadonlyMap<string, string> = new Map([
  ['appendHeader', 'appendResponseHeader'],
  ['appendHeaders', 'appendResponseHeaders'],
  ['getHeader', 'getRequestHeader'],
  ['getHeaders', 'getRequestHeaders'],
  ['setHeader', 'setResponseHeader'],
  ['setHeaders', 'setResponseHeaders'],
]);

/**
 * An event of h3 (2.0.8, `dist/response.mjs`, `H3Event`, and 1.15.11, `dist/index.mjs`:1770–1832), and the headers of its
 * response.
 */
export class H3Event {
  readonly value: HostObject;
  private readonly headers = new HeadersValue();

  constructor(
    private readonly exchange: Exchange,
    private readonly response: NodeResponse,
    private readonly isOld: boolean,
  ) {
    const { request, incoming } = exchange;
    const asked = bareRequest(request);
    const node = new HostObject('node', (_run, key): Value => {
      if (key === 'req') return incoming;
      return key === 'res' ? response.value : opaque(`'${key}' of Node.js`);
    });
    const answer = new HostObject('response', (_run, key): Value =>
      key === 'headers' ? this.headers : opaque(`'${key}' of the response`),
    );
    this.value = new HostObject('event', (run, key): Value => {
      switch (key) {
        case 'req':
          return isOld ? incoming : asked;
        case 'res':
          return isOld ? response.value : answer;
        case 'node':
          return isOld ? node : opaque('what Node.js has of an event');
        case 'headers':
          return getMember(run, asked, key);
        case 'method':
          return methodOnTheWire(request);
        case 'path':
        case 'url':
          return new Unknown('request', `the ${key} of the event`);
        default:
          return opaque(`'${key}' of the event`);
      }
    });
  }

  /** Performs a function of h3 that is given this event (2.0.8, `dist/h3.mjs`:1708–1798). */
  perform(run: Run, name: string, [event, first, second]: readonly Value[], node: Node): Value {
    if (event !== this.value) return opaque('what is done with another event');
    switch (FULL_NAMES.get(name) ?? name) {
      case 'setResponseHeader':
        return this.write(run, 'set', first, second, node);
      case 'appendResponseHeader':
        return this.write(run, 'append', first, second, node);
      case 'removeResponseHeader':
        return this.write(run, 'delete', first, undefined, node);
      case 'setResponseHeaders':
      case 'appendResponseHeaders':
        return this.writeAll(run, name.startsWith('set') ? 'set' : 'append', first);
      case 'getRequestHeader': {
        const text = toText(run, first);
        return text instanceof Unknown ? text : headerOf(this.exchange.request, text.toLowerCase());
      }
      case 'getRequestHeaders':
        return getMember(run, this.exchange.incoming, 'headers');
      case 'getResponseHeader':
        return call(run, getMember(run, this.headers, 'get'), this.headers, [first]) ?? undefined;
      default:
        return opaque(`what '${name}' gives`);
    }
  }

  /**
   * The headers of the answer, once the handler has given `result`. Those of a response replace those of the event in version
   * 1 (`sendWebResponse`, :942), and are replaced by them in version 2, unless it is one of an error (`dist/response.mjs`:384–389).
   */
  answered(run: Run, result: Value): HeadersValue {
    if (!(result instanceof ResponseValue)) return this.headers;
    const [base, over] = this.isOld ? [this.headers, result.headers] : [result.headers, this.headers];
    const isOfError = typeof result.status === 'number' && result.status >= 400;
    if (isOfError && !this.isOld) return base;
    replaceHeaders(run, base, over);
    base.unlisted ??= over.unlisted;
    return base;
  }

  /** The code that wrote the header to the response of Node.js behind it. */
  get nodeWrites(): readonly Node[] {
    return this.response.writes;
  }

  private write(run: Run, method: string, name: Value, value: Value, node: Node | undefined): undefined {
    const { headers } = this;
    // Of a list, each becomes a value of its own.
    const [first, ...more] = value instanceof ArrayValue ? value.items : [value];
    call(run, getMember(run, headers, method), headers, [name, first], node);
    for (const item of more) call(run, getMember(run, headers, 'append'), headers, [name, item], node);
  }

  private writeAll(run: Run, method: 'set' | 'append', given: Value): undefined {
    if (!(given instanceof ObjectValue || given instanceof Unknown)) return;
    const { entries, writers, unlisted } = headersFrom(run, given);
    for (const [name, value] of entries)
      this.write(run, method, name, value, typeof name === 'string' ? writers.get(name) : undefined);
    this.headers.unlisted ??= unlisted;
  }
}
