import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { importedModules } from '../source/modules.js';
import { memberName, staticText, type FunctionNode } from '../source/syntax.js';
import { iterate } from '../interpret/iterate.js';
import { ownEntries } from '../interpret/natives/object-members.js';
import { toText } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ArrayValue, ObjectValue, opaque, PlainObject, Unknown, type Value } from '../interpret/values.js';
import { guardedWrite, receiverOf } from './header-edits.js';
import {
  defineMiddleware,
  noEvidence,
  type Evidence,
  type Exchange,
  type Middleware,
  type Site,
} from './middleware.js';
import { isResponseParameter, parameterOf } from './parameter-roles.js';

export const ALLOW_ORIGIN = 'access-control-allow-origin';

/** Methods of `http.ServerResponse` (Node.js 20, `lib/_http_outgoing.js`) and of Express's response (5.3.0, `lib/response.js`) that write headers. */
const NODE_METHODS = new Set(['setHeader', 'appendHeader', 'removeHeader', 'writeHead', 'setHeaders']);
const EXPRESS_METHODS = new Set(['set', 'header', 'append', 'vary', 'removeHeader']);

/** Frameworks whose response object has methods of the same names with another meaning. */
const OTHER_FRAMEWORKS = ['fastify', 'koa', 'hono', '@koa/router', 'elysia', 'h3', '@hapi/hapi'];

/**
 * `Access-Control-Allow-Origin` written by hand on Express and `node:http` responses. A site is the function whose
 * response the header is written to, with all its header writes; held against real servers by tests/oracle/header-writes.test.ts.
 */
export const headerWrites: Middleware = defineMiddleware({
  name: 'header writes',
  packages: [],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    const modules = importedModules(file);
    if (OTHER_FRAMEWORKS.some((framework) => modules.has(framework))) return [];
    const byOwner = new Map<FunctionNode, TSESTree.CallExpression[]>();
    for (const node of file.nodes) {
      const owner = node.type === 'CallExpression' ? responseOwner(file, node) : undefined;
      if (owner && node.type === 'CallExpression') byOwner.set(owner, [...(byOwner.get(owner) ?? []), node]);
    }
    return [...byOwner]
      .filter(([, calls]) => calls.some((call) => mayWriteAllowOrigin(file, call)))
      .map(([, calls]) => handlerSite(file, calls));
  },
});

/** The function whose parameter is the response that `call` writes a header to. */
function responseOwner(file: SourceFile, call: TSESTree.CallExpression): FunctionNode | undefined {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === undefined || !(NODE_METHODS.has(method) || EXPRESS_METHODS.has(method))) return undefined;
  const receiver = receiverOf(call);
  if (receiver.type !== 'Identifier') return undefined;
  const parameter = parameterOf(file, receiver);
  if (!parameter) return undefined;
  // A response comes after its request: `set` on a first parameter may be a Map's, or a client's Headers'.
  if (method === 'setHeader' || method === 'writeHead' || parameter.index > 0) return parameter.owner;
  return isResponseParameter(file, parameter.owner, parameter.index) ? parameter.owner : undefined;
}

/** Whether a call names the header, or may do so when it runs. */
function mayWriteAllowOrigin(file: SourceFile, call: TSESTree.CallExpression): boolean {
  return call.arguments.some((argument) => {
    const text = staticText(argument);
    if (text !== undefined) return text.toLowerCase() === ALLOW_ORIGIN;
    return argument.type !== 'Literal' && /access-control-allow-origin/i.test(file.text);
  });
}

function handlerSite(file: SourceFile, calls: readonly TSESTree.CallExpression[]): Site {
  const named = calls.find((call) => /access-control-allow-origin/i.test(file.textOf(call)));
  const node = named ?? calls[0];
  if (!node) throw new Error('a handler site has at least one header write');
  return {
    middleware: headerWrites,
    node,
    roots: calls,
    isHandler: true,
    place: (evidence) => evidence.writes[0] ?? node,
    rewrite: (evidence, allowed) => guardedWrite(file, calls, evidence.writes, allowed),
    observe: (exchange) => {
      const evidence = noEvidence();
      return {
        calls: new Map(
          calls.map((call) => [
            call,
            (args: readonly Value[], run: Run) => writeHeader(run, call, args, exchange, evidence),
          ]),
        ),
        values: new Map(),
        evidence,
        respond: () => undefined,
      };
    },
  };
}

/** Performs one header write on the modelled response; the result stands for the response, as Express chains. */
function writeHeader(
  run: Run,
  call: TSESTree.CallExpression,
  args: readonly Value[],
  exchange: Exchange,
  evidence: Evidence,
): Value {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  const { headers } = exchange;
  const [first, second] = args;
  switch (method) {
    case 'removeHeader':
      if (typeof first === 'string') headers.remove(first);
      break;
    case 'vary':
      for (const field of typeof first === 'string' ? first.split(/\s*,\s*/) : []) headers.vary(field);
      break;
    case 'writeHead':
      for (const [name, values] of headersOfWriteHead(run, args)) write(run, name, values, 'set', exchange);
      break;
    case 'append':
    case 'appendHeader':
      write(run, first, second, 'append', exchange);
      break;
    default:
      // Express's `set` and `header` also take an object; node's `setHeaders` a Map or Headers.
      if (first instanceof ObjectValue)
        for (const [name, value] of pairsOf(run, first)) write(run, name, value, 'set', exchange);
      else if (args.length >= 2) write(run, first, second, 'set', exchange);
  }
  recordWrite(call, args, evidence);
  return opaque('the response');
}

function recordWrite(call: TSESTree.CallExpression, args: readonly Value[], evidence: Evidence): void {
  const names = [args[0], ...args.slice(1).flatMap((arg) => namesIn(arg)), ...namesIn(args[0])];
  if (names.some((name) => typeof name === 'string' && name.toLowerCase() === ALLOW_ORIGIN))
    evidence.writes.push(call);
}

function namesIn(value: Value): Value[] {
  if (value instanceof ArrayValue) return [...value.items];
  return value instanceof ObjectValue ? [...value.slots.keys()] : [];
}

function write(run: Run, name: Value, value: Value, how: 'set' | 'append', exchange: Exchange): void {
  const field = toText(run, name);
  if (typeof field !== 'string') throw new Undecided('a header with an unknown name');
  if (!/^(?:access-control-|vary$)/i.test(field)) return;
  const values = value instanceof ArrayValue ? value.items : [value];
  const texts = values.map((item) => {
    const text = toText(run, item);
    return text instanceof Unknown ? unknownHeader(field, text, exchange) : text;
  });
  if (how === 'set') exchange.headers.set(field, texts);
  else for (const text of texts) exchange.headers.append(field, text);
}

/** A value the page chooses (a query parameter, say) is its own origin if it likes; another unknown origin decides nothing. */
function unknownHeader(field: string, unknown: Unknown, exchange: Exchange): string {
  if (field.toLowerCase() !== ALLOW_ORIGIN) return '(unknown)';
  if (unknown.provenance === 'request' && exchange.request.origin !== undefined)
    return exchange.request.origin;
  throw new Undecided(unknown.reason);
}

/** `writeHead(status[, reason][, headers])`: headers as an object, or as a flat array of names and values. */
function headersOfWriteHead(run: Run, args: readonly Value[]): [Value, Value][] {
  const given = args.slice(1).find((arg) => arg instanceof ObjectValue || arg instanceof Unknown);
  if (given === undefined) return [];
  if (given instanceof Unknown) return [];
  if (!(given instanceof ArrayValue)) return pairsOf(run, given);
  if (given.items.every((item) => item instanceof ArrayValue)) return pairsOf(run, given);
  const pairs: [Value, Value][] = [];
  for (let index = 0; index + 1 < given.items.length; index += 2)
    pairs.push([given.items[index], given.items[index + 1]]);
  return pairs;
}

function pairsOf(run: Run, given: ObjectValue): [Value, Value][] {
  if (given instanceof ArrayValue || !isPlain(given)) {
    const items = iterate(run, given);
    if (items instanceof Unknown) return [];
    return items.flatMap((item): [Value, Value][] =>
      item instanceof ArrayValue ? [[item.items[0], item.items[1]]] : [],
    );
  }
  const entries = ownEntries(run, given);
  return entries instanceof Unknown ? [] : entries;
}

const isPlain = (value: ObjectValue): boolean => value instanceof PlainObject;
