import Koa from 'koa';

const headers = (origin: string) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), 'Access-Control-Allow-Headers': 'content-type' });

const app = new Koa();
app.use(async (ctx, next) => {
  ctx.vary('Origin');
  ctx.set(headers(ctx.get('Origin')));
  if (ctx.method === 'OPTIONS') ctx.status = 204;
  else await next();
});
app.use((ctx) => {
  ctx.body = 'data';
});

export default app;
