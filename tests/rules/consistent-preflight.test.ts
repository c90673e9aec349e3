import rule from '../../rules/consistent-preflight.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';

const APP = "cors({ origin: ['https://app.example.com'] })";
const ADMIN = "cors({ origin: ['https://admin.example.com'] })";
const BOTH = "cors({ origin: ['https://app.example.com', 'https://admin.example.com'] })";
const app = (program: string): string => withCors(withExpress(program));
const HANDLER = '(req, res) => res.json({ saved: true })';
const ONE =
  'Let one configuration answer both; this one needs you, because which one is meant cannot be seen from here.';
const options = (path: string): string =>
  app(`app.options('${path}', ${APP});\napp.put('/data', ${APP}, ${HANDLER});`);

testRule(rule, {
  vulnerable: [
    {
      name: 'Express, a preflight for another path',
      code: options('/other'),
      twin: options('/data'),
      messageId: 'noPreflight',
      message:
        "Nothing answers the preflight that browsers send before a PUT request: a page on 'https://app.example.com' is admitted here, and yet can send none. Answer `OPTIONS` requests for the same path, or configure CORS for the whole application before its routes; this one needs you, because whether other websites are meant to send PUT requests cannot be seen from here.",
      at: [5, 18, 5, 63],
      output: null,
    },
    {
      name: 'Express, a method that is always asked for',
      code: app(`app.delete('/data', ${APP}, ${HANDLER});`),
      twin: app(`app.post('/data', ${APP}, ${HANDLER});`),
      messageId: 'noPreflight',
      at: APP,
      output: null,
    },
    {
      name: 'Express, a preflight for another page',
      code: app(`app.options('/data', ${ADMIN});\napp.use(${APP});\napp.put('/data', ${HANDLER});`),
      twin: app(`app.options('/data', ${APP});\napp.use(${APP});\napp.put('/data', ${HANDLER});`),
      messageId: 'preflightRefused',
      message: `The preflights of PUT requests are answered by line 4, which refuses a page on 'https://app.example.com': it is admitted here, and yet cannot send what takes a preflight. ${ONE}`,
      at: APP,
      output: null,
    },
    {
      name: 'Express, a preflight for one page more',
      code: app(
        `app.options('/data', ${BOTH});\napp.get('/data', cors({ origin: 'https://app.example.com' }), ${HANDLER});`,
      ),
      twin: app(
        `app.options('/more', ${BOTH});\napp.get('/data', cors({ origin: 'https://app.example.com' }), ${HANDLER});`,
      ),
      messageId: 'requestRefused',
      message: `The preflights of GET requests are answered here, and let a page on 'https://admin.example.com' send them: something else answers the requests, and refuses that page. ${ONE}`,
      at: BOTH,
      output: null,
    },
    {
      name: 'Express, a header by hand',
      code: withExpress(
        "app.put('/data', (req, res) => res.set('Access-Control-Allow-Origin', 'https://app.example.com').vary('Origin').json({}));",
      ),
      twin: withExpress(
        "app.get('/data', (req, res) => res.set('Access-Control-Allow-Origin', 'https://app.example.com').vary('Origin').json({}));",
      ),
      messageId: 'noPreflight',
      at: "res.set('Access-Control-Allow-Origin', 'https://app.example.com')",
      output: null,
    },
    {
      name: 'Express, a route that is made for its path',
      code: app(`app.route('/data').patch(${APP}, ${HANDLER});`),
      twin: app(`app.route('/data').post(${APP}, ${HANDLER});`),
      messageId: 'noPreflight',
      at: APP,
      output: null,
    },
    {
      name: 'Express, a method that is not named',
      code: app(
        `app.use(cors({ origin: ['https://app.example.com'], methods: 'GET,POST' }));\napp.delete('/data', ${HANDLER});`,
      ),
      twin: app(
        `app.use(cors({ origin: ['https://app.example.com'], methods: 'GET,DELETE' }));\napp.delete('/data', ${HANDLER});`,
      ),
      messageId: 'methodRefused',
      message:
        "The preflights of DELETE requests are answered here with methods among which it is not: a page on 'https://app.example.com' is admitted by both answers, and yet can send none. Name it among the methods; this one needs you, because whether other websites are meant to send DELETE requests cannot be seen from here.",
      at: "cors({ origin: ['https://app.example.com'], methods: 'GET,POST' })",
      output: null,
    },
    {
      name: 'Express, a page that a variable lists',
      code: app(`app.put('/data', cors({ origin: process.env.WEB_ORIGIN ?? false }), ${HANDLER});`),
      twin: app(`app.post('/data', cors({ origin: process.env.WEB_ORIGIN ?? false }), ${HANDLER});`),
      messageId: 'noPreflight',
      message:
        'Nothing answers the preflight that browsers send before a PUT request: a page that WEB_ORIGIN lists is admitted here, and yet can send none. Answer `OPTIONS` requests for the same path, or configure CORS for the whole application before its routes; this one needs you, because whether other websites are meant to send PUT requests cannot be seen from here.',
      at: 'cors({ origin: process.env.WEB_ORIGIN ?? false })',
      output: null,
    },
    {
      name: 'Express 5, a path without a name',
      code: app(`app.options('*', ${APP});\napp.use(${APP});`),
      twin: app(`app.options('/{*splat}', ${APP});\napp.use(${APP});`),
      messageId: 'pathRefused',
      message:
        "This server does not start, and so answers no preflight: since version 5 Express takes no * in a path without a name for what it stands for. Write `'/{*splat}'` instead.",
      at: "'*'",
      output: app(`app.options('/{*splat}', ${APP});\napp.use(${APP});`),
    },
    {
      name: 'Express 5, everything below a path',
      code: app(`app.use('/api/*', ${APP});`),
      twin: app(`app.use('/api/{*rest}', ${APP});`),
      messageId: 'pathRefused',
      at: "'/api/*'",
      output: app(`app.use('/api/{*splat}', ${APP});`),
    },
    {
      name: 'Express 5, a pattern that may mean several things',
      code: app(`app.use('/a*/b', ${APP});`),
      twin: app(`app.use('/a/b', ${APP});`),
      messageId: 'pathRefused',
      at: "'/a*/b'",
      output: null,
    },
  ],
  safe: [
    ...[
      ['that another module of Nest may answer', 'imports: [HealthModule], controllers: [DataController]'],
      ['of a controller that no module has', 'controllers: [HealthController]'],
    ].map(([name, metadata]) => ({
      name: `a preflight ${String(name)}`,
      file: 'app.module.ts',
      code: `import { Controller, Header, Module, Put } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HealthController, HealthModule } from './health.js';
@Controller('data')
class DataController {
  @Put()
  @Header('Access-Control-Allow-Origin', 'https://app.example.com')
  save() {
    return {};
  }
}
@Module({ ${String(metadata)} })
class AppModule {}
void NestFactory.create(AppModule);
`,
    })),
    { name: 'the whole application', code: app(`app.use(${APP});\napp.put('/data', ${HANDLER});`) },
    {
      name: 'another file may answer preflights',
      code: app(`app.use(require('./preflights'));\napp.put('/data', ${APP}, ${HANDLER});`),
    },
    {
      name: 'a function that sees to OPTIONS itself',
      code: withExpress(
        "app.all('/data', (req, res) => {\n  res.vary('Origin').set('Access-Control-Allow-Origin', 'https://app.example.com');\n  res.sendStatus(req.method === 'OPTIONS' ? 204 : 200);\n});",
      ),
    },
    {
      name: 'packages that do something else',
      code: app(
        `app.use(require('helmet')());\napp.use(express.json());\napp.use(${APP});\napp.put('/data', ${HANDLER});`,
      ),
    },
    {
      name: 'Express 4',
      code: app(`app.options('*', ${APP});\napp.use(${APP});`),
      settings: { versions: { express: '4.22.3' } },
    },
    {
      name: 'methods from another file',
      code: app(
        `const { methods } = require('./config');\napp.use(cors({ origin: ['https://app.example.com'], methods }));\napp.put('/data', ${HANDLER});`,
      ),
    },
    {
      name: 'a method that needs no name',
      code: app(
        `app.use(cors({ origin: ['https://app.example.com'], methods: ['PUT'] }));\napp.post('/data', ${HANDLER});`,
      ),
    },
    {
      name: 'a preflight that goes on',
      code: app(
        `app.options('/data', cors({ origin: ['https://app.example.com'], preflightContinue: true }));\napp.put('/data', ${APP}, ${HANDLER});`,
      ),
    },
    {
      name: 'a list from another file',
      code: app(
        `const { list } = require('./config');\napp.options('/data', cors({ origin: list }));\napp.put('/data', ${APP}, ${HANDLER});`,
      ),
    },
  ],
});
