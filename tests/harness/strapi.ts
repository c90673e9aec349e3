import koaCors, { type Options } from '@koa/cors';
import Koa, { type Context, type Middleware } from 'koa';
import { createRequire } from 'node:module';

/** What a middleware of Strapi is made of. */
type Factory = (config: Record<string, unknown>) => Middleware;

/**
 * An app with the middlewares that `config/middlewares` of a Strapi project exports, as far as they are about CORS; of a
 * program that is no such configuration what it exports. @strapi/core itself is too large to be installed for the tests:
 * `npm run oracle:strapi` puts its own file in the place of `corsOfStrapi`.
 */
export function strapiApp(text: string, exported: unknown): unknown {
  if (!text.includes('strapi::')) return exported;
  const entries: unknown = typeof exported === 'function' ? exported({ env }) : exported;
  const app = new Koa();
  for (const entry of entries as readonly (string | { name: string; config?: Record<string, unknown> })[]) {
    const { name, config = {} } = typeof entry === 'string' ? { name: entry } : entry;
    if (name === 'strapi::cors') app.use(factory()(config));
  }
  app.use((ctx) => {
    ctx.body = 'data';
  });
  return app;
}

function factory(): Factory {
  const file = process.env['STRAPI_CORS'];
  if (file === undefined) return corsOfStrapi;
  Object.assign(globalThis, { strapi: { log: { warn: () => undefined } } });
  return (createRequire(import.meta.url)(file) as { cors: Factory }).cors;
}

/** @strapi/core 5.54.0, `dist/middlewares/cors.js`: the options that it configures @koa/cors 5.0.0 with. */
const corsOfStrapi: Factory = (config) => {
  const { origin, expose, methods, headers, ...others } = {
    origin: '*',
    maxAge: 31_536_000,
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    headers: ['Content-Type', 'Authorization', 'Origin', 'Accept'],
    keepHeadersOnError: false,
    ...config,
  } as Record<string, unknown>;
  return koaCors({
    ...others,
    exposeHeaders: expose,
    allowMethods: methods,
    allowHeaders: headers,
    origin: async (ctx: Context) => {
      const asking = ctx.get('Origin');
      if (asking === '') return '*';
      const given: unknown = typeof origin === 'function' ? await origin(ctx) : origin;
      const allowed = entriesOf(given);
      return allowed.includes('*') || allowed.includes(asking) ? asking : '';
    },
  } as Options);
};

function entriesOf(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  return (given ?? '*') === '*' ? ['*'] : (given as string).split(',').map((entry) => entry.trim());
}

/** `env` of Strapi (@strapi/utils 5.54.0, `dist/env-helper.js`), as far as programs use it. */
const env = Object.assign((name: string, byDefault?: unknown): unknown => process.env[name] ?? byDefault, {
  bool: (name: string, byDefault?: unknown): unknown => {
    const text = process.env[name];
    return text === undefined ? byDefault : text === 'true';
  },
  array: (name: string, byDefault?: unknown): unknown =>
    process.env[name]?.split(',').map((entry) => entry.trim()) ?? byDefault,
});
