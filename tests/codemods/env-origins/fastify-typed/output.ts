import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';

async function build(): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(cors, { origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), methods: ['GET', 'POST'] });
  app.get('/', () => ({ ok: true }));
  return app;
}

export default build();
