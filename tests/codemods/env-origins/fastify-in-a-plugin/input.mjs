import cors from '@fastify/cors';
import Fastify from 'fastify';

async function security(instance) {
  await instance.register(cors, { origin: (origin, cb) => cb(null, true), credentials: true });
  instance.get('/', async () => ({ ok: true }));
}

const app = Fastify();
app.register(security);

export default app;
