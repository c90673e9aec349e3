const Koa = require('koa');

const app = new Koa();
app.use((ctx) => {
  ctx.body = 'data';
});

module.exports = app;
