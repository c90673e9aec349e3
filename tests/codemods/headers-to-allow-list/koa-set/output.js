const Koa = require('koa');

const app = new Koa();
app.use(async (ctx, next) => {
  ctx.vary('Origin');
  if ((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(ctx.get('Origin'))) ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'));
  await next();
});
app.use((ctx) => {
  ctx.body = 'data';
});

module.exports = app;
