import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();
app.use('*', cors({ origin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === origin) ?? '' }));
app.get('/', (c) => c.json({ ok: process.uptime() > 0 }));

export default app;
