import { Hono } from 'hono';

const cors = (origin) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' });

const app = new Hono();
app.get('/', (c) => c.json({ ok: true }, 200, cors(c.req.header('Origin') ?? '')));
app.post('/', (c) => c.json({ ok: true }, 201, { ...cors(c.req.header('Origin') ?? ''), 'X-Created': 'yes' }));

export default app;
