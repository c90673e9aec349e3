import Koa from 'koa';

const app = new Koa();
app.use(async (ctx, next) => {
  ctx.set({
    'Access-Control-Allow-Origin': ctx.get('Origin'),
    'Access-Control-Allow-Credentials': 'true',
  });
  await next();
});
app.use((ctx) => {
  ctx.body = { balance: 42 };
});

export default app;
