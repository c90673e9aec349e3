import { Hono } from 'hono';

const cors = { 'Access-Control-Allow-Origin': '*' };

const app = new Hono();
app.get('/', (c) => c.json({ ok: true }, 200, cors));
app.post('/', (c) => c.json({ ok: true }, 201, { ...cors, 'X-Created': 'yes' }));

export default app;
