import cors from '@koa/cors';
import Koa from 'koa';

const app = new Koa();
app.use(cors({ origin: (ctx) => (/^https:\/\/app\.example\.com/.test(ctx.get('Origin')) ? ctx.get('Origin') : '') }));
app.use((ctx) => {
  ctx.body = 'data';
});

export default app;
