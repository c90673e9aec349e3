import rule from '../../rules/single-owner.js';
import { testRule } from './cases.js';
import { withCors, withExpress } from './programs.js';

const BOTH = "cors({ origin: ['https://app.example.com', 'https://admin.example.com'] })";
const ONE = "cors({ origin: 'https://app.example.com' })";
const app = (program: string): string => withCors(withExpress(program));
const writing = (write: string): string =>
  app(
    `app.use(${BOTH});\napp.get('/data', (req, res) => {\n  res.${write};\n  res.json({ balance: 42 });\n});`,
  );
const KEEP = 'Keep one of the two; this one needs you, because which one is meant cannot be seen from here.';
const replaced = (line: number): string =>
  `Two places say which pages may read the same responses, and the later one wins: what line ${String(line)} answers a page on 'https://app.example.com' with is replaced here. ${KEEP}`;

testRule(rule, {
  vulnerable: [
    {
      name: 'Express, middleware and a header',
      code: writing("set('Access-Control-Allow-Origin', 'https://app.example.com')"),
      twin: writing("set('Access-Control-Expose-Headers', 'https://app.example.com')"),
      messageId: 'replaced',
      message: replaced(4),
      at: "res.set('Access-Control-Allow-Origin', 'https://app.example.com')",
      output: null,
    },
    {
      name: 'Express, one more value',
      code: writing("append('Access-Control-Allow-Origin', 'https://app.example.com')"),
      twin: writing("append('Access-Control-Expose-Headers', 'https://app.example.com')"),
      messageId: 'joined',
      message: `No page can read these responses: line 4 has answered a page on 'https://app.example.com' already, and the value that is added here makes two of Access-Control-Allow-Origin, which browsers refuse. ${KEEP}`,
      at: "res.append('Access-Control-Allow-Origin', 'https://app.example.com')",
      output: null,
    },
    {
      name: 'Express, twice on one path',
      code: app(`app.use('/data', ${BOTH});\napp.use('/data', ${ONE});`),
      twin: app(`app.use('/data', ${BOTH});\napp.use('/more', ${ONE});`),
      messageId: 'replaced',
      message: replaced(4),
      at: ONE,
      output: null,
    },
    {
      name: 'Express, a route of a router below',
      code: app(
        `const api = express.Router();\napi.get('/data', ${ONE}, (req, res) => res.json({}));\napp.use('/api', ${BOTH});\napp.use('/api', api);`,
      ),
      twin: app(
        `const api = express.Router();\napi.get('/data', ${ONE}, (req, res) => res.json({}));\napp.use('/api', ${BOTH});\napp.use('/app', api);`,
      ),
      messageId: 'replaced',
      at: ONE,
      output: null,
    },
    {
      name: 'Express, in functions and loops',
      code: app(
        `const layers = [${BOTH}, ${ONE}];\nfunction addTo(server, list) {\n  for (const layer of list) server.use(layer);\n}\naddTo(app, layers);`,
      ),
      twin: app(
        `const layers = [${BOTH}, ${ONE}];\nfunction addTo(server, list) {\n  for (const layer of list) server.on(layer);\n}\naddTo(app, layers);`,
      ),
      messageId: 'replaced',
      at: ONE,
      output: null,
    },
    {
      name: 'Express, an application that is handed over',
      code: withCors(`module.exports = (app) => {\n  app.use(${BOTH});\n  app.use(${ONE});\n};`),
      twin: withCors(`module.exports = (app) => {\n  app.use(${BOTH});\n  api.use(${ONE});\n};`),
      messageId: 'replaced',
      at: ONE,
      output: null,
    },
    {
      name: 'Express, in the method of a class',
      code: withCors(
        `const express = require('express');\nclass Server {\n  app = express();\n  constructor() {\n    this.app.use(${BOTH});\n    this.routes('/data');\n  }\n  routes(path) {\n    this.app.get(path, ${ONE}, (req, res) => res.json({}));\n  }\n}\nmodule.exports = new Server().app;`,
      ),
      twin: withCors(
        `const express = require('express');\nclass Server {\n  app = express();\n  constructor() {\n    this.app.use(${BOTH});\n    this.paths('/data');\n  }\n  routes(path) {\n    this.app.get(path, ${ONE}, (req, res) => res.json({}));\n  }\n}\nmodule.exports = new Server().app;`,
      ),
      messageId: 'replaced',
      at: ONE,
      output: null,
    },
    {
      name: 'a proxy in front',
      code: app(`app.use(${ONE});`),
      twin: app(`app.use(cars({ origin: 'https://app.example.com' }));`),
      options: [{ owner: 'proxy' }],
      messageId: 'proxy',
      message:
        'The proxy in front of this application writes its CORS headers: what is written here as well makes two of Access-Control-Allow-Origin, which browsers refuse, or says something else. Take it out of the program.',
      at: ONE,
      output: null,
      suggested: withExpress(''),
    },
    {
      name: 'a proxy in front of what is registered with something else',
      code: app(`app.use(${ONE}, express.json());`),
      twin: app(`app.use(cars({ origin: 'https://app.example.com' }), express.json());`),
      options: [{ owner: 'proxy' }],
      messageId: 'proxy',
      message:
        'The proxy in front of this application writes its CORS headers: what is written here as well makes two of Access-Control-Allow-Origin, which browsers refuse, or says something else. Take it out of the program; this one needs you, because what else the code around it does cannot be seen from here.',
      at: ONE,
      output: null,
    },
    {
      name: 'Express, the same twice',
      code: app(`app.use('/data', ${ONE});\napp.use('/data/more', ${ONE});`),
      twin: app(`app.use('/more', ${ONE});\napp.use('/data/more', ${ONE});`),
      messageId: 'replaced',
      message: replaced(4).replace(KEEP, 'Take this one out, which changes no answer.'),
      at: [5, 23, 5, 23 + ONE.length],
      output: null,
      suggested: app(`app.use('/data', ${ONE});`),
    },
    {
      name: 'a gateway in front, and a header',
      code: withExpress(
        "app.get('/', (req, res) => res.set('Access-Control-Allow-Origin', 'https://app.example.com').send());",
      ),
      twin: withExpress(
        "app.get('/', (req, res) => res.set('Access-Control-Max-Age', 'https://app.example.com').send());",
      ),
      options: [{ owner: 'gateway' }],
      messageId: 'gateway',
      at: "res.set('Access-Control-Allow-Origin', 'https://app.example.com')",
      output: null,
    },
    {
      name: 'a content delivery network in front',
      code: app(`app.use(${BOTH});`),
      twin: app(`app.use(cars({ origin: ['https://app.example.com', 'https://admin.example.com'] }));`),
      options: [{ owner: 'cdn' }],
      messageId: 'cdn',
      at: BOTH,
      output: null,
      suggested: withExpress(''),
    },
  ],
  safe: [
    {
      name: 'one thing that is registered twice',
      code: app(`const all = ${BOTH};\napp.use(all);\napp.get('/data', all, (req, res) => res.json({}));`),
    },
    {
      name: 'preflights, and requests',
      code: app(`app.options('/data', ${ONE});\napp.get('/data', ${ONE}, (req, res) => res.json({}));`),
    },
    {
      name: 'one or the other, as the environment says',
      code: app(`if (process.env.PUBLIC_API === 'yes') app.use(${BOTH});\nelse app.use(${ONE});`),
    },
    {
      name: 'one or the other, as another file says',
      code: app(
        `const { isPublic } = require('./config');\nif (isPublic) app.use(${BOTH});\nelse app.use(${ONE});`,
      ),
    },
    {
      name: 'a path from another file',
      code: app(
        `const { prefix } = require('./config');\napp.use(prefix, ${BOTH});\napp.get('/data', ${ONE}, (req, res) => res.json({}));`,
      ),
    },
    {
      name: 'two applications',
      code: app(`const admin = express();\napp.use(${BOTH});\nadmin.use(${ONE});`),
    },
    {
      name: 'other pages',
      code: app(
        `app.use(cors({ origin: ['https://admin.example.com'] }));\napp.get('/data', cors({ origin: ['https://app.example.com'] }), (req, res) => res.json({}));`,
      ),
    },
    {
      name: 'the application itself, said to be the owner',
      code: app(`app.use(${ONE});`),
      options: [{ owner: 'app' }],
    },
  ],
});
