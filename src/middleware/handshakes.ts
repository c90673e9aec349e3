import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { initialOf } from '../source/initial.js';
import { insertAt, type TextEdit } from '../source/edits.js';
import { importedBinding } from '../source/modules.js';
import { memberName, unwrapped, type Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { declaredArity } from '../interpret/natives/object-members.js';
import { truthy } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import {
  ArrayValue,
  FunctionValue,
  ObjectValue,
  PlainObject,
  Unknown,
  type Value,
} from '../interpret/values.js';
import { handedHandshakes, upgradeListenings } from './handed-handshakes.js';
import { mergedOptions, type MergedOptions } from './merged-options.js';
import {
  defineMiddleware,
  Failed,
  noEvidence,
  type AllowList,
  type Exchange,
  type Site,
} from './middleware.js';
import { answeredBy } from './node-callback.js';
import { setOption } from './option-edits.js';
import { decided } from './decided.js';
import { creations, socketIo, type Creation } from './socket-io.js';

/** A library that answers WebSocket handshakes, and the option by which it asks the program whether to. */
interface HandshakeLibrary {
  readonly middleware: Site['middleware'];
  readonly option: 'allowRequest' | 'verifyClient';
  /** Who gives it the handshakes, if anybody does; throws `Undecided` where that is not known. */
  source(options: MergedOptions): 'an HTTP server' | 'the program' | 'nobody';
  /** Goes on if the program accepts the handshake; throws `Failed` if it refuses. */
  ask(run: Run, check: Value, exchange: Exchange): void;
  /** The value of the option that accepts an allow-list, and those who send no origin: they are no browsers. */
  check(allowed: AllowList): string;
}

/**
 * `ws` 8.21.3 (`lib/websocket-server.js`:326–354): `verifyClient` gets what is known of the request and, if it has two
 * parameters, a callback. Held against booted servers by tests/oracle/handshakes.test.ts.
 */
const WS: HandshakeLibrary = {
  middleware: defineMiddleware({ name: 'ws', packages: ['ws'], triggers: [], find: () => [] }),
  option: 'verifyClient',
  source: (options) => (truthyOption(options, 'noServer') ? 'the program' : 'an HTTP server'),
  ask: (run, check, exchange) => {
    const info = new PlainObject();
    for (const [name, value] of [
      ['origin', exchange.request.origin],
      ['secure', true],
      ['req', exchange.incoming],
    ] as const)
      info.slots.set(name, { value, writer: undefined });
    if (check instanceof FunctionValue && declaredArity(check) === 2) {
      answeredBy(
        run,
        (callback) => call(run, check, undefined, [info, callback]),
        () => undefined,
        (verified) => !truthy(run, verified),
      );
    } else if (!truthy(run, call(run, check, undefined, [info]))) throw new Failed();
  },
  check: ({ text }) => `({ origin }) => !origin || ${text}.includes(origin)`,
};

/**
 * `allowRequest` of engine.io 6.6.12 (`build/server.js`:170–179), for the polling transport as well; held against booted
 * servers by tests/oracle/handshakes.test.ts.
 */
const SOCKET_IO: HandshakeLibrary = {
  middleware: socketIo,
  option: 'allowRequest',
  source: (options) => {
    const transports = decided(options.readOr('transports', undefined));
    const isSpoken =
      !(transports instanceof ArrayValue) ||
      transports.items.some((item) => item === 'websocket' || item instanceof Unknown);
    return isSpoken ? 'an HTTP server' : 'nobody';
  },
  ask: (run, check, exchange) => {
    answeredBy(
      run,
      (callback) => call(run, check, undefined, [exchange.incoming, callback]),
      (isAccepted) => {
        if (!truthy(run, isAccepted)) throw new Failed();
      },
      // What comes first is the text of a refusal.
      () => false,
    );
  },
  check: ({ text }) =>
    `(req, callback) => callback(null, !req.headers.origin || ${text}.includes(req.headers.origin))`,
};

function truthyOption(options: MergedOptions, name: string): boolean {
  const value = decided(options.read(name));
  return value !== undefined && value !== null && value !== false;
}

/**
 * The servers of a file that accept WebSockets. Their sites are asked by a handshake: it is answered if it is accepted, and
 * ends in an error if it is refused.
 */
export function handshakeSites(file: SourceFile): Site[] {
  return [
    ...creations(file).flatMap(({ node, options }) =>
      options || isGivenServer(file, node) ? [handshakeSite(file, SOCKET_IO, node, options)] : [],
    ),
    ...webSocketServers(file).flatMap((node) =>
      node.arguments[0] ? [handshakeSite(file, WS, node, node.arguments[0])] : [],
    ),
  ];
}

/** Whether the one argument is an HTTP server or a port, rather than options from elsewhere. */
function isGivenServer(file: SourceFile, { arguments: [first] }: Creation): boolean {
  if (!first) return false;
  const made = initialOf(file, first);
  if (made.type === 'Literal') return true;
  if (made.type !== 'CallExpression') return false;
  const { module = '', name = '' } = importedBinding(file, made.callee) ?? {};
  return (
    (/^(?:node:)?http(?:s|2)?$/.test(module) && /^create(?:Secure)?Server$/.test(name)) ||
    (made.callee.type === 'MemberExpression' && memberName(made.callee) === 'listen')
  );
}

/** `new WebSocketServer(…)`, `new WebSocket.Server(…)`. */
function webSocketServers(file: SourceFile): TSESTree.NewExpression[] {
  return file.nodesOfType('NewExpression').filter((node) => {
    const binding = importedBinding(file, node.callee);
    if (binding) return binding.module === 'ws' && /^(?:WebSocket)?Server$/.test(binding.name);
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression' || !/^(?:WebSocket)?Server$/.test(memberName(callee) ?? ''))
      return false;
    const { module, name } = importedBinding(file, callee.object) ?? {};
    return module === 'ws' && (name === 'default' || name === 'WebSocket');
  });
}

function handshakeSite(
  file: SourceFile,
  library: HandshakeLibrary,
  node: Creation,
  options: Node | undefined,
): Site {
  const { option, middleware } = library;
  return {
    middleware,
    node,
    roots: [...upgradeListenings(file), options ?? node],
    isHandler: false,
    place: ({ options: given }) =>
      (given instanceof ObjectValue ? given.slots.get(option)?.writer : undefined) ?? node.callee,
    rewrite: ({ options: given }, allowed): readonly TextEdit[] | string => {
      const text = library.check(allowed);
      const last = node.arguments.at(-1);
      if (!options && last) return [insertAt(last.range[1], `, { ${option}: ${text} }`)];
      return setOption(file, given, option, { text, typedText: text }, {});
    },
    observe: (exchange) => {
      const evidence = noEvidence();
      let reached: { readonly given: Value } | undefined;
      const handed = handedHandshakes(file, node, exchange);
      return {
        calls: handed.calls,
        values: new Map([...handed.values, [options ?? node, (given) => void (reached = { given })]]),
        evidence,
        respond: (run) => {
          if (!reached) throw new Undecided('the server is not made');
          evidence.options = options ? reached.given : undefined;
          const merged = mergedOptions(options ? decided(reached.given) : undefined);
          const source = library.source(merged);
          if (source === 'nobody') throw new Failed();
          if (source === 'the program') handed.handOver(run);
          if (truthyOption(merged, option)) library.ask(run, merged.read(option), exchange);
        },
      };
    },
  };
}
