import type { SourceFile } from '../source/file.js';
import { callsOfImports, instancesOfImports } from '../source/modules.js';
import type { Node } from '../source/syntax.js';
import { ObjectValue, opaque, type Value } from '../interpret/values.js';
import { defineMiddleware, noEvidence, type Evidence, type Middleware, type Site } from './middleware.js';

/**
 * `startStandaloneServer` of @apollo/server 5.5.1: the `cors()` it calls by itself has no options
 * (`dist/esm/standalone/index.js`:13), so that everybody is answered with the wildcard. Held against booted servers by
 * tests/oracle/apollo-standalone.test.ts.
 */
export const apolloStandalone: Middleware = defineMiddleware({
  name: '@apollo/server',
  packages: ['@apollo/server'],
  triggers: ['startstandaloneserver'],
  find: (file) =>
    callsOfImports(file)
      .filter(
        ({ binding: { module, name } }) =>
          module === '@apollo/server/standalone' && name === 'startStandaloneServer',
      )
      .map(({ node }) => siteOf(file, node)),
});

const siteOf = (file: SourceFile, node: Node): Site => ({
  middleware: apolloStandalone,
  node,
  roots: [node],
  isHandler: false,
  place: ({ options }) => writerOfCors(options) ?? node,
  rewrite: () =>
    'startStandaloneServer takes no CORS options: serve the API by `expressMiddleware` of `@as-integrations/express5` instead, behind `cors` with that list',
  observe: (exchange) => {
    const evidence = noEvidence();
    const configurations = new Map<Value, Value>();
    const values = new Map<Node, (value: Value) => void>();
    for (const { node: creation, binding } of instancesOfImports(file)) {
      const [given] = creation.arguments;
      if (!given || binding.module !== '@apollo/server' || binding.name !== 'ApolloServer') continue;
      let configuration: Value;
      values.set(given, (value) => void (configuration = value));
      values.set(creation, (server) => void configurations.set(server, configuration));
    }
    let isStarted = false;
    const start = ([server, options]: readonly Value[]): Value => {
      isStarted = true;
      noteIgnored(evidence, [options, configurations.get(server)]);
      return opaque('where the server listens');
    };
    return {
      calls: new Map([[node, start]]),
      values,
      evidence,
      respond: () => {
        if (isStarted) exchange.headers.set('Access-Control-Allow-Origin', ['*']);
      },
    };
  },
});

/** The option `cors` was one of `apollo-server`, up to version 3: neither the server nor the call looks at it any more. */
function noteIgnored(evidence: Evidence, given: readonly Value[]): void {
  evidence.usesDefault = true;
  evidence.options = given.find((options) => writerOfCors(options) !== undefined);
  if (evidence.options !== undefined) evidence.ignored = ['cors'];
}

const writerOfCors = (options: Value): Node | undefined =>
  options instanceof ObjectValue ? options.slots.get('cors')?.writer : undefined;
