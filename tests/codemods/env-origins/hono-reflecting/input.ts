import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();
app.use('/*', cors({ origin: (origin) => origin, credentials: true, allowMethods: ['GET', 'POST'] }));
app.get('/', (c) => c.text('data'));

export default app;
