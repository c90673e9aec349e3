import Koa from 'koa';

const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' };

const app = new Koa();
app.use(async (ctx, next) => {
  ctx.set(headers);
  if (ctx.method === 'OPTIONS') ctx.status = 204;
  else await next();
});
app.use((ctx) => {
  ctx.body = 'data';
});

export default app;
