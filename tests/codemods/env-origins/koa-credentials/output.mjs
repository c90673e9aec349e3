import cors from '@koa/cors';
import Koa from 'koa';

const app = new Koa();
app.use(cors({ origin: (ctx) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === ctx.get('Origin')) ?? '', credentials: true }));
app.use((ctx) => {
  ctx.body = { balance: 42 };
});

export default app;
