import { ownEntries } from '../interpret/natives/object-members.js';
import { toText } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import {
  HostObject,
  native,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type Value,
} from '../interpret/values.js';
import type { Node } from '../source/syntax.js';
import type { NodeResponse } from './handlers/node-response.js';
import type { Exchange } from './middleware.js';

/** Methods that write headers, or keep the reply from doing so; each returns the reply. */
const METHODS = new Set(['header', 'headers', 'hijack', 'removeHeader']);
/** Methods that return the reply, so that calls of it make chains, and write no header that matters. */
const CHAINED = new Set([
  'clearCookie',
  'code',
  'cookie',
  'removeTrailer',
  'serializer',
  'setCookie',
  'status',
  'trailer',
  'type',
]);
/** Methods that send what was written so far. */
const SENDING = new Set(['callNotFound', 'redirect', 'send']);

/** Fastify's `reply` (5.12.8, `lib/reply.js`): headers of its own, which are sent over those of the response behind it. */
export class FastifyReply {
  readonly value: HostObject;
  /** By names in lower case, with the code that wrote them. */
  private readonly headers = new PlainObject();
  private isHijacked = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly response: NodeResponse,
    private readonly isImmediate: (code: Node) => boolean,
  ) {
    this.value = new HostObject('reply', (_run, key) => this.read(key));
  }

  /** Sends the headers (`safeWriteHead`, 587), unless the response has been taken over (`hijack`, 134). */
  send(run: Run): void {
    if (this.isHijacked || this.response.isSent) return;
    for (const [field, { writer }] of this.headers.slots)
      if (writer) this.exchange.writers.set(field, writer);
    this.response.perform(run, 'writeHead', [200, this.headers], undefined);
  }

  private read(key: string): Value {
    const { exchange, response } = this;
    if (METHODS.has(key))
      return native(key, (run, args, _self, node) => {
        this.perform(run, key, args, node);
        return this.value;
      });
    if (CHAINED.has(key)) return native(key, () => this.value);
    if (SENDING.has(key)) return native(key, (run, _args, _self, node) => this.sendNow(run, node));
    if (key === 'getHeader') return native(key, (run, [name]) => this.get(run, name));
    if (key === 'hasHeader') return native(key, (run, [name]) => this.has(run, name));
    if (key === 'raw') return response.value;
    if (key === 'request') return exchange.incoming;
    return key === 'sent' ? this.isHijacked || response.isSent : opaque(`'${key}' of the reply`);
  }

  private perform(
    run: Run,
    method: string,
    [first, value = '']: readonly Value[],
    node: Node | undefined,
  ): void {
    switch (method) {
      case 'header':
        this.set(run, first, value, node);
        break;
      case 'headers':
        this.setAll(run, first);
        break;
      case 'removeHeader':
        this.remove(run, first, node);
        break;
      case 'hijack':
        this.isHijacked = true;
    }
  }

  private sendNow(run: Run, node: Node | undefined): Value {
    if (node === undefined || this.isImmediate(node)) this.send(run);
    return this.value;
  }

  /** Replaces what was there (273–296); of cookies nothing is kept. */
  private set(run: Run, name: Value, value: Value, writer: Node | undefined): void {
    const field = this.fieldOf(run, name);
    if (field !== undefined) this.headers.slots.set(field, { value, writer });
  }

  private setAll(run: Run, given: Value): void {
    if (given instanceof Unknown) this.exchange.headers.mayHoldMore(given.reason);
    if (!(given instanceof ObjectValue)) return;
    const entries = given.unseenMembers
      ? [...given.slots].map(([name, { value }]): [string, Value] => [name, value])
      : ownEntries(run, given);
    const unseen = entries instanceof Unknown ? entries : given.unseenMembers;
    if (unseen) this.exchange.headers.mayHoldMore(unseen.reason);
    if (entries instanceof Unknown) return;
    for (const [name, value] of entries) {
      const slot = given.slots.get(name);
      this.set(run, name, value, slot?.copiedFrom ?? slot?.writer);
    }
  }

  /** Its own header, else that of the response (243–247). */
  private get(run: Run, name: Value): Value {
    const field = toText(run, name);
    const own = typeof field === 'string' ? this.headers.slots.get(field.toLowerCase())?.value : undefined;
    return own === undefined ? this.response.perform(run, 'getHeader', [field], undefined) : own;
  }

  private has(run: Run, name: Value): Value {
    const field = toText(run, name);
    return typeof field === 'string' && this.headers.slots.has(field.toLowerCase())
      ? true
      : this.response.perform(run, 'hasHeader', [field], undefined);
  }

  /** From the response as well (262–271; its own alone in Fastify 4). */
  private remove(run: Run, name: Value, node: Node | undefined): void {
    const field = this.fieldOf(run, name);
    if (field === undefined) return;
    this.headers.slots.delete(field);
    if (!this.response.isSent) this.response.perform(run, 'removeHeader', [field], node);
  }

  private fieldOf(run: Run, name: Value): string | undefined {
    const field = toText(run, name);
    if (typeof field === 'string') return field.toLowerCase();
    this.exchange.headers.mayHoldMore(field.reason);
    return undefined;
  }
}
