import cors from '@koa/cors';
import Koa from 'koa';

const app = new Koa();
app.use(cors({ origin: 'https://app.example.com' }));
app.use((ctx) => {
  ctx.set('Access-Control-Allow-Origin', 'https://app.example.com');
  ctx.body = 'data';
});

export default app;
