const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();

app.use(cors({ origin: (ctx) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === ctx.get('Origin')) ?? '' }));
app.use((ctx) => {
  ctx.body = { ok: true };
});

module.exports = app;
