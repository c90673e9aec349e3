import { Hono } from 'hono';

const app = new Hono();
app.use(async (c, next) => {
  await next();
  c.header('Access-Control-Allow-Origin', '*');
});
app.get('/', (c) => c.text('data'));

export default app;
