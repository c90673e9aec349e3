const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();

app.use(cors());
app.use((ctx) => {
  ctx.body = { ok: true };
});

module.exports = app;
