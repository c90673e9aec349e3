import { Elysia } from 'elysia';
import { cors } from '@elysiajs/cors';

const app = new Elysia().use(cors({ origin: (request) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('origin') ?? '') })).get('/', () => 'data');

export default app;
