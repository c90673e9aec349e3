import { Hono } from 'hono';

const app = new Hono();
app.use(async (c, next) => {
  await next();
  c.header('Vary', 'Origin', { append: true });
  if ((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(c.req.header('Origin') ?? '')) c.header('Access-Control-Allow-Origin', c.req.header('Origin') ?? '');
});
app.get('/', (c) => c.text('data'));

export default app;
