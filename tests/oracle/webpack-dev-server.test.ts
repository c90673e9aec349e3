import { describeAgreement, type Configuration, type Host } from './agreement.js';
import { prelude } from './option-values.js';

/** A server that builds an empty program and watches nothing. */
const host: Host<string> = {
  name: 'webpack-dev-server 5.2',
  program: (options) => `const webpack = require('webpack');
const WebpackDevServer = require('webpack-dev-server');
${prelude}
const HEADER = 'Access-Control-Allow-Origin';
async function start() {
  const compiler = webpack({
    mode: 'none',
    entry: 'data:text/javascript,1',
    infrastructureLogging: { level: 'none' },
    stats: 'none',
  });
  const server = new WebpackDevServer({ port: 'auto', host: '127.0.0.1', hot: false, liveReload: false, client: false, webSocketServer: false, static: false, setupExitSignals: false${options} }, compiler);
  await server.start();
  return { url: 'http://127.0.0.1:' + server.server.address().port, stop: () => server.stop() };
}
module.exports = start();
`,
};

const ACAO = `'Access-Control-Allow-Origin'`;
const ACAC = `'Access-Control-Allow-Credentials'`;
const LISTED = `(req) => LIST.includes(req.headers.origin) ? { ${ACAO}: req.headers.origin, Vary: 'Origin' } : { Vary: 'Origin' }`;

const headers = [
  'undefined',
  '{}',
  `{ ${ACAO}: '*' }`,
  `{ 'access-control-allow-origin': '*', 'X-Other': '1' }`,
  `{ ${ACAO}: '*', ${ACAC}: 'true' }`,
  `{ ${ACAO}: A }`,
  `{ ${ACAO}: A, Vary: 'Origin' }`,
  `{ ${ACAO}: ['*'] }`,
  `[{ key: ${ACAO}, value: '*' }]`,
  `[{ key: ${ACAO}, value: A }, { key: ${ACAC}, value: 'true' }]`,
  `[{ key: 'Vary', value: 'Origin' }, { key: ${ACAO}, value: '*' }, { key: ${ACAO}, value: A }]`,
  `{ [HEADER]: A, Vary: 'Accept' }`,
  `{ ${ACAO}: undefined }`,
  `{ ${ACAO}: process.env.ORACLE_ORIGINS }`,
  `() => ({ ${ACAO}: '*' })`,
  `() => [{ key: ${ACAO}, value: '*' }]`,
  `(req) => ({ ${ACAO}: req.headers.origin || '*' })`,
  `(req) => ({ ${ACAO}: req.headers.origin, ${ACAC}: 'true' })`,
  LISTED,
];

const configuration = (options: string): Configuration<string> => ({
  name: `{ ${options} }`,
  given: `, ${options}`,
  environment: {},
});

describeAgreement(
  [host],
  [...headers.map((value) => `headers: ${value}`), `allowedHosts: 'all'`].map(configuration),
);
