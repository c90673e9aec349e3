import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = Fastify();
await app.register(cors, { origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) });
app.get('/', () => ({ ok: true }));

export default app;
