import cors from '@koa/cors';
import Koa from 'koa';

const app = new Koa();
app.use(cors({ credentials: true }));
app.use((ctx) => {
  ctx.body = { balance: 42 };
});

export default app;
