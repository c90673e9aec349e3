import Koa from 'koa';

const app = new Koa();
app.use(async (ctx, next) => {
  ctx.vary('Origin');
  ctx.set({
    ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(ctx.get('Origin')) ? { 'Access-Control-Allow-Origin': ctx.get('Origin') } : {}),
    'Access-Control-Allow-Credentials': 'true',
  });
  await next();
});
app.use((ctx) => {
  ctx.body = { balance: 42 };
});

export default app;
