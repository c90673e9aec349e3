import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import cors from 'cors';

const t = initTRPC.create();
const appRouter = t.router({ hello: t.procedure.query(() => 'hello') });

createHTTPServer({
  middleware: cors(),
  router: appRouter,
}).listen(3000);
