import type { SourceFile } from '../../source/file.js';
import type { FunctionNode, Node } from '../../source/syntax.js';
import { enclosingFunction } from '../../interpret/exits.js';
import { variableNaming } from '../../source/variable-naming.js';
import type { Run } from '../../interpret/run.js';
import { HeadersValue, HostObject, native, ObjectValue, opaque, type Value } from '../../interpret/values.js';
import { ALLOW_ORIGIN, ModelledResponse } from '../headers/modelled-response.js';
import { SENT_FLAGS } from '../headers/response-calls.js';
import type { Exchange } from '../middleware.js';

/** Methods of `http.ServerResponse` that write, read or send headers (Node.js 20.20, `lib/_http_outgoing.js`). */
const METHODS = new Set([
  'appendHeader',
  'end',
  'flushHeaders',
  'getHeader',
  'hasHeader',
  'removeHeader',
  'setHeader',
  'setHeaders',
  'writeHead',
]);

/** The response of `node:http` behind a framework's, as the program calls it. */
export class NodeResponse {
  /** The code that wrote Access-Control-Allow-Origin. */
  readonly writes: Node[] = [];
  /** `http.ServerResponse`, as the program sees it. */
  readonly value: HostObject;
  private readonly response: ModelledResponse;

  /** @param isImmediate whether code runs while the handler does, and not in a callback that runs later. */
  constructor(
    { incoming, ...exchange }: Exchange,
    private readonly isImmediate: (code: Node) => boolean,
  ) {
    this.response = new ModelledResponse({ incoming, ...exchange }, false);
    this.value = new HostObject('response', (_run, key): Value => {
      if (METHODS.has(key)) return this.method(key);
      if (SENT_FLAGS.has(key)) return this.isSent;
      return key === 'req' ? incoming : opaque(`'${key}' of the response`);
    });
  }

  get isSent(): boolean {
    return this.response.isSent;
  }

  /** A method of the response as a function of the program, under a name that {@link ModelledResponse} knows. */
  method(name: string): Value {
    return native(name, (run, args, _self, node) => this.perform(run, name, args, node));
  }

  /** Performs what `node` calls. */
  perform(run: Run, method: string, args: readonly Value[], node: Node | undefined): Value {
    const isImmediate = node === undefined || this.isImmediate(node);
    const { result, wroteOrigin } = this.response.perform(run, method, args, isImmediate);
    if (wroteOrigin) noteWrite(this.writes, args, node);
    return result;
  }
}

/** Takes note of what named the header: the entry of the headers that a call is given, else the call. */
function noteWrite(writes: Node[], args: readonly Value[], node: Node | undefined): void {
  const writer = args.flatMap((arg) => writerOfOrigin(arg) ?? []).at(-1) ?? node;
  if (writer && !writes.includes(writer)) writes.push(writer);
}

function writerOfOrigin(headers: Value): Node | undefined {
  if (headers instanceof HeadersValue) return headers.writers.get(ALLOW_ORIGIN);
  if (!(headers instanceof ObjectValue)) return undefined;
  const slot = [...headers.slots].find(([name]) => name.toLowerCase() === ALLOW_ORIGIN)?.[1];
  return slot?.copiedFrom ?? slot?.writer;
}

/** Whether code runs while `handler` does: in it, or in a function that has a name to be called by. */
export const runsWith =
  (file: SourceFile, handler: FunctionNode) =>
  (code: Node): boolean => {
    const owner = enclosingFunction(file, code);
    return owner === undefined || owner === handler || variableNaming(file, owner) !== undefined;
  };
