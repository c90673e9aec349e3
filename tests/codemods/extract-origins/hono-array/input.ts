import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();
app.use('*', cors({ origin: ['https://app.example.com', 'https://admin.example.com'] }));
app.get('/', (c) => c.json({ ok: process.uptime() > 0 }));

export default app;
