import { basename } from 'node:path';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { importedBinding, instancesOfImports } from '../source/modules.js';
import { keyName, memberName, unwrapped, type Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, ObjectValue, opaque, type Value } from '../interpret/values.js';
import { decided, decidedText } from './decided.js';
import { declarationsIn } from './declared-options.js';
import { KEPT, keepHeader } from './handlers/kept-headers.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { mergedOptions } from './merged-options.js';
import {
  defineMiddleware,
  Failed,
  noEvidence,
  type Exchange,
  type Middleware,
  type Site,
} from './middleware.js';
import { isWholeModule } from './option-calls.js';
import { isOfType } from './typed-options.js';

/**
 * The option `headers` of webpack-dev-server 5.2.7, which are set on every answer. Line numbers refer to `lib/Server.js`; held
 * against its servers by tests/oracle/webpack-dev-server.test.ts. Without the option it sends no CORS headers.
 */
export const webpackDevServer: Middleware = defineMiddleware({
  name: 'webpack-dev-server',
  packages: ['webpack-dev-server'],
  triggers: [ALLOW_ORIGIN],
  find: (file) => [
    ...file.nodes.flatMap((node) => {
      const options = valueNamedDevServer(node);
      return options && isInConfiguration(file, node) ? [siteOf(options)] : [];
    }),
    ...instancesOfImports(file).flatMap(({ node, binding }) => {
      const [options] = node.arguments;
      return options && binding.module === 'webpack-dev-server' && isWholeModule(binding)
        ? [siteOf(options)]
        : [];
    }),
  ],
});

/** `{ devServer: … }` and `config.devServer = …`. */
function valueNamedDevServer(node: Node): Node | undefined {
  if (node.type === 'Property') return keyName(node) === 'devServer' ? node.value : undefined;
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  return memberName(node.left) === 'devServer' ? node.right : undefined;
}

/** Whether a node belongs to a configuration itself: in a file named for webpack, or in an object of its type. */
function isInConfiguration(file: SourceFile, node: Node): boolean {
  let outermost = node;
  for (const parent of ancestorsOf(file, node)) {
    if (parent.type === 'Property' || parent.type === 'NewExpression') return false;
    if (parent.type === 'CallExpression' && importedBinding(file, parent.callee)?.module !== 'webpack-merge')
      return false;
    if (parent.type === 'ObjectExpression') outermost = parent;
  }
  return (
    /^webpack[\w.-]*\.[cm]?[jt]s$/.test(basename(file.path)) ||
    declarationsIn(file).some(
      (declaration) =>
        unwrapped(declaration.value) === outermost &&
        isOfType(file, declaration, [{ module: 'webpack', name: 'Configuration' }]),
    )
  );
}

const siteOf = (options: Node): Site => ({
  middleware: webpackDevServer,
  node: options,
  roots: [options],
  isHandler: false,
  place: ({ writes }) => writes.at(-1) ?? options,
  rewrite: () =>
    'which pages may read what this server gives away, its source code among it, is for you to say: without the header that is nobody but its own',
  observe: (exchange) => {
    const evidence = noEvidence();
    let given: Value;
    return {
      calls: new Map(),
      values: new Map([[options, (value: Value) => void (given = value)]]),
      evidence,
      respond: (run) => {
        respond(run, decided(mergedOptions(decided(given)).read('headers')), exchange, evidence.writes);
      },
    };
  },
});

/** An object, a list of `{ key, value }`, or a function that gives either (:3188–3223). */
function respond(run: Run, headers: Value, exchange: Exchange, writes: Node[]): void {
  const asked = isCallable(headers)
    ? decided(call(run, headers, undefined, [exchange.incoming, opaque('the response'), opaque('a context')]))
    : headers;
  for (const { name, value, writer } of listed(run, asked)) {
    const field = name.toLowerCase();
    if (!KEPT.includes(field)) continue;
    // Node.js throws for a header without a value.
    if (decided(value) === undefined) throw new Failed();
    keepHeader(run, field, value, exchange, writes, writer, 'set');
  }
}

interface Header {
  readonly name: string;
  readonly value: Value;
  readonly writer: Node | undefined;
}

function listed(run: Run, headers: Value): Header[] {
  if (!(headers instanceof ObjectValue)) return [];
  if (!(headers instanceof ArrayValue))
    return [...headers.slots].map(([name, { value, writer }]) => ({ name, value, writer }));
  return headers.items.map((item) => {
    const header = mergedOptions(decided(item));
    const writer = item instanceof ObjectValue ? item.slots.get('value')?.writer : undefined;
    return { name: decidedText(run, header.read('key')), value: header.read('value'), writer };
  });
}
