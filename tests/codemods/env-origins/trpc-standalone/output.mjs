import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import cors from 'cors';

const t = initTRPC.create();
const appRouter = t.router({ hello: t.procedure.query(() => 'hello') });

createHTTPServer({
  responseMeta: () => ({ headers: new Headers([['vary', 'Origin']]) }),
  middleware: cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }),
  router: appRouter,
}).listen(3000);
