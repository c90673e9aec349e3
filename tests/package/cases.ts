/** The allow-list as the fixes write it. */
export const list = (variable = 'CORS_ALLOWED_ORIGINS'): string =>
  `(process.env.${variable} ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')`;

/** A program that some rule reports, and what its fix makes of it. */
export interface Case {
  readonly rule: string;
  readonly text: string;
  readonly fixed: string;
}

/** One for each extension that the default parser reads. */
export const javascript: Readonly<Record<string, Case>> = {
  'server.js': {
    rule: 'cors/no-wildcard-origin',
    text: `import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors()); // open for now
export default app;
`,
    fixed: `import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, ${list()}) })); // open for now
export default app;
`,
  },
  'server.cjs': {
    rule: 'cors/valid-origin-callback',
    text: `const cors = require("cors")
const allowed = new Set(["https://app.example.com"])

module.exports = cors({
  origin: (origin, callback) => callback(null, allowed.has(origin) ? null : new Error("Not Found")),
  credentials: true, // the session cookie
})
`,
    fixed: `const cors = require("cors")
const allowed = new Set(["https://app.example.com"])

module.exports = cors({
  origin: (origin, callback) => callback(null, allowed.has(origin)),
  credentials: true, // the session cookie
})
`,
  },
  'server.mjs': {
    rule: 'cors/no-reflected-origin',
    text: `import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.end('{}');
});
`,
    fixed: `import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.appendHeader('Vary', 'Origin');
  if (request.headers.origin && ${list()}.includes(request.headers.origin)) response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.end('{}');
});
`,
  },
  'page.jsx': {
    rule: 'cors/no-permissive-fallback',
    text: `import cors from 'cors';

export const Page = ({ title }) => <h1 title="cors">{title}</h1>;
export const open = cors({ origin: process.env.FRONT_END || '*' });
`,
    fixed: `import cors from 'cors';

export const Page = ({ title }) => <h1 title="cors">{title}</h1>;
export const open = cors({ origin: (_origin, callback) => callback(null, ${list('FRONT_END')}) });
`,
  },
};

/** One for each extension of TypeScript. */
export const typescript: Readonly<Record<string, Case>> = {
  'server.ts': {
    rule: 'cors/no-reflected-origin',
    text: `import cors, { type CorsOptions } from 'cors';

const options: CorsOptions = { origin: true as boolean, credentials: true };
export const open = cors(options satisfies object);
`,
    fixed: `import cors, { type CorsOptions } from 'cors';

const options: CorsOptions = { origin: (_origin, callback) => callback(null, ${list()}), credentials: true };
export const open = cors(options satisfies object);
`,
  },
  'server.mts': {
    rule: 'cors/no-permissive-fallback',
    text: `import cors from 'cors';

export const open = cors({ origin: process.env.FRONT_END! ?? true });
`,
    fixed: `import cors from 'cors';

export const open = cors({ origin: (_origin, callback) => callback(null, ${list('FRONT_END')}) });
`,
  },
  'server.cts': {
    rule: 'cors/no-unknown-options',
    text: `import cors = require('cors');

export = cors('https://app.example.com' as never);
`,
    fixed: `import cors = require('cors');

export = cors({ origin: 'https://app.example.com' as never });
`,
  },
  'page.tsx': {
    rule: 'cors/no-wildcard-origin',
    text: `import type { Request, Response } from 'express';

export const Page = <T,>({ value }: { value: T }) => <p>{String(value)}</p>;
export function page(_request: Request, response: Response): void {
  response.set({ 'Access-Control-Allow-Origin': '*' }).send('page');
}
`,
    fixed: `import type { Request, Response } from 'express';

export const Page = <T,>({ value }: { value: T }) => <p>{String(value)}</p>;
export function page(_request: Request, response: Response): void {
  response.vary('Origin');
  response.set({ ...(_request.headers.origin && ${list()}.includes(_request.headers.origin) ? { 'Access-Control-Allow-Origin': _request.headers.origin } : {}) }).send('page');
}
`,
  },
};
