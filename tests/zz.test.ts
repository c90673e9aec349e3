import { test } from 'vitest';
import { parseSource } from './harness/source-file.js';
import { analyze } from '../src/analysis/findings.js';
const P = String.raw;
const programs: string[] = process.env.ONE ? [process.env.ONE] : [
 P`origin: /example\.com$/`, P`origin: /^https:\/\/app.example.com$/`, P`origin: /^https:\/\/app\.example\.com/`,
 P`origin: /^https:\/\/app\.example\.com$/`, P`origin: /\.example\.com$/`, P`origin: /^https:\/\/.*\.example\.com$/`,
 P`origin: /^https:\/\/.*example\.com$/`, P`origin: /^https?:\/\/app\.example\.com$/`, P`origin: /^https?:\/\/localhost(:\d+)?$/`,
 P`origin: /localhost/`, P`origin: /^http:\/\/localhost/`, P`origin: [/^https:\/\/my-app-.*\.vercel\.app$/]`,
 P`origin: /\.vercel\.app$/`, P`origin: ['https://app.example.com','null']`, P`origin: ['http://app.example.com']`,
 P`origin: ['https://app.example.com', 'http://localhost:3000']`,
 P`origin: /^https:\/\/example\.com|https:\/\/app\.example\.com$/`, P`origin: /^https:\/\/(app|www)\.example\.(com|co)$/`,
 P`origin: (o, cb) => cb(null, o.endsWith('example.com'))`, P`origin: (o, cb) => cb(null, o.startsWith('https://app.example.com'))`,
 P`origin: (o, cb) => cb(null, o.includes('example'))`, P`origin: (o, cb) => cb(null, o.endsWith('.example.com'))`,
 P`origin: (o, cb) => cb(null, process.env.ORIGINS.includes(o))`, P`origin: (o, cb) => cb(null, process.env.ORIGINS.split(',').includes(o))`,
 P`origin: (o, cb) => cb(null, process.env.ORIGINS?.split(',').some((x) => o.startsWith(x)))`,
 P`origin: (o, cb) => cb(null, new RegExp(process.env.ORIGIN_PATTERN).test(o))`,
 P`origin: (o, cb) => cb(null, new URL(o).hostname.endsWith('example.com'))`,
 P`origin: (o, cb) => cb(null, o.startsWith('https://my-app') && o.endsWith('.vercel.app'))`,
 P`origin: (o, cb) => cb(null, new URL(o).hostname === 'app.example.com')`,
 P`origin: process.env.NODE_ENV === 'production' ? /example\.com$/ : '*'`,
 P`origin: /^https:\/\/pr-\d+\.example\.com$/`, P`origin: /^https:\/\/[a-z0-9-]+\.example\.com$/`, P`origin: /^http:\/\/192\.168\.\d+\.\d+(:\d+)?$/`,
 P`origin: /^http:\/\/192\.168\.\d+\.\d+/`, P`origin: (o, cb) => cb(null, 'https://app.example.com https://b.example.com'.includes(o))`,
 P`origin: (o, cb) => cb(null, o.endsWith('localhost:3000'))`, P`origin: /^https:\/\/\d+.example\.com$/`,
 P`origin: 'null'`, P`origin: process.env.A || 'https://app.example.com'`, P`origin: (o, cb) => cb(null, o.endsWith(process.env.DOMAIN || 'example.com'))`,
 P`origin: (o, cb) => cb(null, o.endsWith('.com'))`, P`origin: (o, cb) => cb(null, o.endsWith(':3000'))`,
 P`origin: (o, cb) => cb(null, o === 'https://a.example.com' || o === 'null')`, P`origin: [/app.example.com/g]`, P`origin: (o,cb) => cb(null, o.match(/example.com/))`,
];
test('x', () => {
  for (const p of programs) {
    const t = performance.now();
    const f = analyze(parseSource(`const cors = require('cors');\napp.use(cors({ ${p} }));\n`, 'server.cjs'));
    console.log((performance.now()-t).toFixed(1).padStart(6), p, '=>', f.map((x) => `${x.kind}: ${x.witness?.probe.request.origin} [${x.witness?.untrusted?.kind} of ${x.witness?.untrusted?.of}] ${x.repair?.map((e) => e.text).join(' ; ') ?? ''}`).join(' | '));
  }
});
