import rule from '../../rules/no-insecure-origin.js';
import { testRule } from './cases.js';
import { withCors } from './programs.js';

const raw = String.raw;
const origin = (source: string): string => withCors(`app.use(cors({ origin: ${source} }));`);

testRule(rule, {
  vulnerable: [
    {
      name: 'an origin of plain http in a list',
      code: origin("['http://app.example.com']"),
      twin: origin("['https://app.example.com']"),
      messageId: 'insecureOrigin',
      message:
        "Whoever stands between a visitor and 'http://app.example.com' can read these responses, though not as the signed-in user: a page on 'http://app.example.com' is answered with Access-Control-Allow-Origin 'http://app.example.com'. Admit it over https: alone; this one needs you, because whether it answers there cannot be seen from here.",
      at: "origin: ['http://app.example.com']",
      output: null,
      suggested: origin("['https://app.example.com']"),
    },
    {
      name: 'a pattern that takes both schemes',
      code: origin(raw`/^https?:\/\/app\.example\.com$/`),
      twin: origin(raw`/^https:\/\/app\.example\.com$/`),
      messageId: 'insecureOrigin',
      at: raw`origin: /^https?:\/\/app\.example\.com$/`,
      output: null,
      suggested: origin(raw`/^https:\/\/app\.example\.com$/`),
    },
    {
      name: 'a host name alone',
      code: origin(
        "(origin, callback) => callback(null, new URL(origin ?? 'a:').hostname === 'app.example.com')",
      ),
      twin: origin("(origin, callback) => callback(null, new URL(origin ?? 'a:').hostname === 'localhost')"),
      messageId: 'insecureOrigin',
      at: "origin: (origin, callback) => callback(null, new URL(origin ?? 'a:').hostname === 'app.example.com')",
      output: null,
    },
  ],
  safe: [
    {
      name: 'the loopback',
      code: origin("['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:3000']"),
    },
    {
      name: 'a private network',
      code: origin("['http://192.168.1.20:3000', 'http://nas.local', 'http://frontend:8080']"),
    },
    { name: 'a variable', code: origin('process.env.CLIENT_URL') },
  ],
});
