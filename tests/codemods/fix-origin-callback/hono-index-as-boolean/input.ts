import { Hono } from 'hono';
import { cors } from 'hono/cors';

const allowed = ['https://app.example.com'];

const app = new Hono();
app.use('*', cors({ origin: (origin) => (allowed.indexOf(origin) ? origin : '') }));
app.get('/', (c) => c.text('data'));

export default app;
