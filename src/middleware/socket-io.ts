import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { callsOfImports, instancesOfImports, type ImportedBinding } from '../source/modules.js';
import { unwrapped, type Node } from '../source/syntax.js';
import { truthy } from '../interpret/operators.js';
import { Thrown, type Run } from '../interpret/run.js';
import { ObjectValue, type Value } from '../interpret/values.js';
import { corsOptionSite, mayHoldCors, type ReadCors } from './cors-option.js';
import { expressCors } from './express-cors.js';
import { defineMiddleware, Failed } from './middleware.js';
import type { OptionsConsumer } from './option-calls.js';
import type { OptionsLibrary } from './options-library.js';

/** A call that makes a server. */
export type Creation = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * The option `cors` of a server of socket.io 4.8.4 (`dist/index.js`:139–141) and engine.io 6.6.12 (`build/server.js`:68–70):
 * they hand it to the cors package, if it is truthy, for the requests of the polling transport; held against booted servers
 * by tests/oracle/socket-io.test.ts. What they answer to a WebSocket handshake does not depend on it.
 */
export const socketIo = defineMiddleware({
  name: 'socket.io',
  packages: ['socket.io', 'engine.io'],
  triggers: ['cors'],
  find: (file) =>
    creations(file).flatMap(({ options }) =>
      options && mayHoldCors(options)
        ? [corsOptionSite(file, forEngine, socketIo, options, readByEngine)]
        : [],
    ),
});

/** What the servers make of the value of the option `cors`. To the package `true` is no options at all. */
export function readByEngine(run: Run, value: Exclude<Value, undefined>): ReadCors | undefined {
  if (!truthy(run, value)) return undefined;
  const isIgnored = value !== true && !(value instanceof ObjectValue);
  return { given: value === true ? undefined : value, isIgnored };
}

/** An error of a callback ends the request with 400, without CORS headers (engine.io `build/server.js`, `_applyMiddlewares`). */
export const forEngine: OptionsLibrary = {
  ...expressCors,
  answer: (run, configuration) => {
    try {
      expressCors.answer(run, configuration);
    } catch (stop) {
      if (!(stop instanceof Failed || stop instanceof Thrown)) throw stop;
    }
  },
};

/** What takes an options object as its option `cors`. */
export const socketIoOptions: OptionsConsumer = { calls: creations, types: [] };

/** `new Server(http, options)`, `new Server(options)`, and the functions that older programs call for it. */
export function creations(file: SourceFile): { node: Creation; options: Node | undefined }[] {
  return [...callsOfImports(file), ...instancesOfImports(file)].flatMap(({ node, binding }) => {
    if (!isServer(binding)) return [];
    const { arguments: given } = node;
    const [first] = given;
    // Options may come in the place of the server (socket.io `dist/index.js`:110–115).
    const isFirst = given.length === 1 && first && unwrapped(first).type === 'ObjectExpression';
    return [{ node, options: isFirst ? first : given[1] }];
  });
}

/** What the packages export to make a server, with and without `new`. */
const SOCKET_IO = /^(?:\*|default|Server)$/;
const ENGINE_IO = /^(?:Server|attach|listen)$/;

const isServer = ({ module, name }: ImportedBinding): boolean =>
  (module === 'socket.io' && SOCKET_IO.test(name)) || (module === 'engine.io' && ENGINE_IO.test(name));
