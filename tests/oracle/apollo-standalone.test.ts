import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { prelude } from './option-values.js';

/** Options of the server, and of the call that starts it. */
type Options = readonly [server: string, call: string];

const host: Host<Options> = {
  name: '@apollo/server 5.5',
  program: ([server, call]) => `const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
${prelude}
async function start() {
  const server = new ApolloServer({ typeDefs: 'type Query { data: String }', stopOnTerminationSignals: false${server} });
  const { url } = await startStandaloneServer(server, { listen: { port: 0 }${call} });
  return { url, stop: () => server.stop() };
}
module.exports = start();
`,
};

/** They are started one after the other: so many at once would be slow to answer. */
const configuration = (name: string, ...given: Options): Configuration<Options> => ({
  name,
  given,
  environment: {},
});

const ignored = ['false', 'true', `'*'`, '[A]', '{ origin: [A] }', '{ origin: A, credentials: true }'];

describeAgreement(
  [host],
  [
    configuration('no options', '', ''),
    ...ignored.flatMap((value) => [
      configuration(`new ApolloServer({ cors: ${value} })`, `, cors: ${value}`, ''),
      configuration(`startStandaloneServer(server, { cors: ${value} })`, '', `, cors: ${value}`),
    ]),
  ],
);
