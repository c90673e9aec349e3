import cors from '@fastify/cors';
import Fastify from 'fastify';

async function security(instance) {
  await instance.register(cors, { origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true });
  instance.get('/', async () => ({ ok: true }));
}

const app = Fastify();
app.register(security);

export default app;
