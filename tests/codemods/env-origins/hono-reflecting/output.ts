import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();
app.use('/*', cors({ origin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === origin) ?? '', credentials: true, allowMethods: ['GET', 'POST'] }));
app.get('/', (c) => c.text('data'));

export default app;
