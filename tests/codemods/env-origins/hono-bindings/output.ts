import { Hono } from 'hono';
import { cors } from 'hono/cors';

type Bindings = { CORS_ALLOWED_ORIGINS?: string };

const app = new Hono<{ Bindings: Bindings }>();
app.use('/api/*', cors({ origin: (origin, c) => ((c.env.CORS_ALLOWED_ORIGINS as string | undefined) ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === origin) ?? '' }));
app.get('/api/data', (c) => c.json({ listed: c.env.CORS_ALLOWED_ORIGINS }));

export default app;
