import { ownEntries } from '../../interpret/natives/object-members.js';
import { toText } from '../../interpret/operators.js';
import { Undecided, type Run } from '../../interpret/run.js';
import {
  ArrayValue,
  HeadersValue,
  MapValue,
  ObjectValue,
  opaque,
  Unknown,
  type Value,
} from '../../interpret/values.js';
import { UNKNOWN_FIELD } from '../../policy/answer.js';
import type { Exchange } from '../middleware.js';
import { fieldsOf, pairsInArray, refuse, textual, validated, type Pair } from './given-headers.js';
import { isSending } from './response-calls.js';

export const ALLOW_ORIGIN = 'access-control-allow-origin';

/** The headers the model keeps. */
const KEPT = /^(?:access-control-|vary$)/i;

/**
 * The response of one modelled exchange, as `http.ServerResponse` (Node.js 20.20, `lib/_http_outgoing.js` and
 * `lib/_http_server.js`) and Express (5.3.0 and 4.22.3, `lib/response.js`) behave. What they throw is thrown as the
 * program's own exception.
 */
export class ModelledResponse {
  /** Whether the head is on its way: `res.headersSent`. */
  isSent = false;

  constructor(
    private readonly exchange: Exchange,
    /** Whether Express made the response: it has set a header of its own before the program does. */
    private readonly isExpress: boolean,
  ) {}

  /**
   * Performs one call.
   *
   * @param isImmediate whether it is performed while the handler runs, and not in a callback that runs later.
   * @returns its result, and whether it wrote Access-Control-Allow-Origin.
   */
  perform(
    run: Run,
    method: string,
    args: readonly Value[],
    isImmediate: boolean,
  ): { result: Value; wroteOrigin: boolean } {
    const wroteOrigin = this.write(run, method, args);
    if (isImmediate && (method === 'writeHead' || isSending(method))) this.isSent = true;
    return { result: this.read(run, method, args), wroteOrigin };
  }

  private read(run: Run, method: string, [name]: readonly Value[]): Value {
    const field = toText(run, name);
    const isKept = typeof field === 'string' && KEPT.test(field);
    if (method === 'hasHeader') return isKept ? this.exchange.headers.has(field) : opaque('a header');
    if (method !== 'getHeader' && method !== 'get') return opaque('the response');
    if (!isKept) return opaque('a header');
    const values = this.exchange.headers.get(field);
    return values.length > 1 ? new ArrayValue([...values]) : values[0];
  }

  private write(run: Run, method: string, args: readonly Value[]): boolean {
    const [first, second] = args;
    switch (method) {
      case 'setHeader':
        return this.setHeader(run, [first, second]);
      case 'appendHeader':
        return this.appendHeader(run, [first, second]);
      case 'removeHeader':
        this.refuseIfSent();
        if (typeof first === 'string') this.exchange.headers.remove(first);
        return false;
      case 'setHeaders':
        return this.setHeaders(run, first);
      case 'writeHead':
        return this.writeHead(run, args);
      case 'set':
      case 'header':
        return this.set(run, args);
      case 'append':
        return this.append(run, [first, second]);
      case 'vary':
        this.refuseIfSent();
        this.exchange.headers.vary(...fieldsOf(run, first));
        return false;
      default:
        return false;
    }
  }

  private setHeader(run: Run, [name, value]: Pair): boolean {
    this.refuseIfSent();
    const header = this.headerOf(run, name, validated(run, value));
    if (header) this.exchange.headers.set(header.field, header.values);
    return header?.field.toLowerCase() === ALLOW_ORIGIN;
  }

  private appendHeader(run: Run, [name, value]: Pair): boolean {
    this.refuseIfSent();
    const header = this.headerOf(run, name, validated(run, value));
    if (header) this.exchange.headers.append(header.field, header.values);
    return header?.field.toLowerCase() === ALLOW_ORIGIN;
  }

  /** `Headers` or a `Map`; node refuses everything else. */
  private setHeaders(run: Run, given: Value): boolean {
    if (given instanceof Unknown) return this.keepUnseen(given);
    if (!(given instanceof MapValue)) refuse('The "headers" argument must be an instance of Headers or Map.');
    if (given instanceof HeadersValue && given.unlisted) this.keepUnseen(opaque('headers nobody can list'));
    return this.each(given.entries, (pair) => this.setHeader(run, pair));
  }

  /** `writeHead(status[, reason][, headers])`: headers as an object, or as a flat array of names and values. */
  private writeHead(run: Run, [, reason, headers]: readonly Value[]): boolean {
    this.refuseIfSent();
    const given = typeof reason === 'string' || isPresent(headers) ? headers : reason;
    if (given instanceof Unknown) return this.keepUnseen(given);
    const isMerged = this.isExpress || !this.exchange.headers.isEmpty;
    const pairs = given instanceof ArrayValue ? pairsInArray(run, given, isMerged) : this.pairsIn(run, given);
    // Merged, they replace what `setHeader` wrote. Alone, they are sent as they are: one name may come twice.
    return this.each(pairs, (pair) => (isMerged ? this.setHeader(run, pair) : this.appendHeader(run, pair)));
  }

  /** Express's `set(name, value)` makes a text of any value; `set(object)` takes the properties `for…in` finds. */
  private set(run: Run, args: readonly Value[]): boolean {
    const [first, second] = args;
    if (args.length === 2) return this.setHeader(run, [first, textual(run, second)]);
    if (first instanceof Unknown) return this.keepUnseen(first);
    return this.each(this.pairsIn(run, first), ([name, value]) =>
      this.setHeader(run, [name, textual(run, value)]),
    );
  }

  /** Express's `append` adds to a value that is there, and replaces an empty one. */
  private append(run: Run, [name, value]: Pair): boolean {
    const field = toText(run, name);
    const isEmpty = typeof field === 'string' && this.exchange.headers.get(field).join('') === '';
    const text = textual(run, value);
    return isEmpty ? this.setHeader(run, [name, text]) : this.appendHeader(run, [name, text]);
  }

  private each(pairs: readonly Pair[], write: (pair: Pair) => boolean): boolean {
    return pairs.map((pair) => write(pair)).includes(true);
  }

  /** The own properties of an object; what was spread in from somewhere unknown stays unknown, and the rest counts. */
  private pairsIn(run: Run, given: Value): readonly Pair[] {
    if (!(given instanceof ObjectValue) || given instanceof MapValue) return [];
    if (given.unseenMembers) {
      this.keepUnseen(given.unseenMembers);
      return [...given.slots].map(([name, slot]) => [name, slot.value]);
    }
    const entries = ownEntries(run, given);
    return entries instanceof Unknown ? [] : entries;
  }

  private keepUnseen(unknown: Unknown): false {
    this.exchange.headers.mayHoldMore(unknown.reason);
    return false;
  }

  /** The header a program names and its values as texts, if the model keeps it. */
  private headerOf(
    run: Run,
    name: Value,
    values: readonly Value[],
  ): { field: string; values: string[] } | undefined {
    const field = toText(run, name);
    if (field instanceof Unknown) {
      this.keepUnseen(field);
      return undefined;
    }
    if (!KEPT.test(field)) return undefined;
    return {
      field,
      values: values.map((item) => {
        const text = toText(run, item);
        return text instanceof Unknown ? this.unknownValue(field, text) : text;
      }),
    };
  }

  /** A value the page chooses (a query parameter, say) is its own origin if it likes; another unknown origin decides nothing. */
  private unknownValue(field: string, unknown: Unknown): string {
    if (field.toLowerCase() !== ALLOW_ORIGIN) return UNKNOWN_FIELD;
    const { origin } = this.exchange.request;
    if (unknown.provenance === 'request' && origin !== undefined) return origin;
    throw new Undecided(unknown.reason);
  }

  private refuseIfSent(): void {
    if (this.isSent) refuse('Cannot set headers after they are sent to the client');
  }
}

const isPresent = (value: Value): boolean => value !== undefined && value !== null;
