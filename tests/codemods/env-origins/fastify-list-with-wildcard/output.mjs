import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = Fastify();
app.register(cors, { origin: (_origin, callback) => callback(null, ['https://app.example.com', ...(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')]) });
app.get('/', async () => ({ ok: true }));

export default app;
