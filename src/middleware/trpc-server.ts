import type { TSESTree } from '@typescript-eslint/utils';
import { call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { headersFrom } from '../interpret/natives/headers.js';
import type { Run } from '../interpret/run.js';
import {
  HeadersValue,
  native,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type Value,
} from '../interpret/values.js';
import { oncePerFile, type SourceFile } from '../source/file.js';
import { initialOf } from '../source/initial.js';
import { callsOfImports } from '../source/modules.js';
import { keyName } from '../source/syntax.js';
import { keepHeaders } from './handlers/kept-headers.js';
import { mergedOptions } from './merged-options.js';
import { Failed, type Exchange, type ModelledEdits } from './middleware.js';
import { insertProperty } from './option-edits.js';
import { decided } from './decided.js';

const FUNCTIONS = ['createHTTPServer', 'createHTTPHandler', 'createHTTP2Handler'];

/** The calls of a file that set up a standalone server of `@trpc/server`; their options are the first argument. */
export const trpcServers = oncePerFile((file): readonly TSESTree.CallExpression[] =>
  callsOfImports(file)
    .filter(
      ({ binding }) =>
        binding.module === '@trpc/server/adapters/standalone' && FUNCTIONS.includes(binding.name),
    )
    .map(({ node }) => node),
);

/** Whether a server with these options asks `middleware` before it answers. */
export const isAskedBy = (options: Value, middleware: Value): boolean =>
  mergedOptions(options).read('middleware') === middleware;

/**
 * Writes what the server writes to a response that its middleware did not end: a Vary of its own in the place of the one that
 * is there, and what `responseMeta` says. Line numbers refer to `src/unstable-core-do-not-import/http/resolveResponse.ts` of
 * @trpc/server 11.25.2; held against the library by tests/oracle/express-cors.observed.test.ts.
 */
export function answerBehind(run: Run, options: Value, exchange: Exchange, ask: () => void): void {
  const { headers, request } = exchange;
  try {
    ask();
  } catch (stop) {
    // A preflight is no call of a procedure, which goes before any error of the middleware (:372, :406).
    if (!(stop instanceof Failed) || request.kind !== 'preflight') throw stop;
  }
  // A preflight that cors ends has headers of it, and a request by HEAD is answered without those of tRPC (:287).
  if ((request.kind === 'preflight' && !headers.isEmpty) || request.method === 'HEAD') return;
  headers.set('Vary', ['trpc-accept, accept']);
  const meta = decided(mergedOptions(options).read('responseMeta'));
  if (meta === undefined || meta === null) return;
  const made = getMember(run, call(run, meta, undefined, [opaque('what tRPC answers with')]), 'headers');
  if (made instanceof ObjectValue || made instanceof Unknown)
    keepHeaders(run, headersFrom(run, made), exchange, []);
}

/** Has every such server of a file write `Vary: Origin`; a text says why that is for a person to do. */
export function varyBehind(file: SourceFile): ModelledEdits | string {
  const literals = trpcServers(file).map((server) => {
    const options = server.arguments[0] && initialOf(file, server.arguments[0]);
    return options?.type === 'ObjectExpression' && options.properties.every(isOther) ? options : undefined;
  });
  const isNameTaken = file
    .nodesOfType('Identifier')
    .some((node) => node.name === 'Headers' && file.variableOf(node) !== undefined);
  if (isNameTaken || literals.includes(undefined))
    return `tRPC replaces the Vary that cors writes: have \`${META}\` among the options of the server`;
  const known = literals.filter((literal) => literal !== undefined);
  return {
    edits: known.map((literal) => insertProperty(file, literal, META)),
    replacements: new Map(known.map((literal) => [literal, (evaluate) => withMeta(evaluate(literal))])),
    before: new Map(),
  };
}

const META = "responseMeta: () => ({ headers: new Headers([['vary', 'Origin']]) })";

/** Whether a property of the options is certainly not `responseMeta`. */
const isOther = (property: TSESTree.ObjectLiteralElement): boolean =>
  property.type === 'Property' && !property.computed && keyName(property) !== 'responseMeta';

function withMeta(options: Value): Value {
  const headers = new HeadersValue();
  headers.entries.push(['vary', 'Origin']);
  const meta = new PlainObject();
  meta.slots.set('headers', { value: headers, writer: undefined });
  if (options instanceof ObjectValue)
    options.slots.set('responseMeta', { value: native('responseMeta', () => meta), writer: undefined });
  return options;
}
