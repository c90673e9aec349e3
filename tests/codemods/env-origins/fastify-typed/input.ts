import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';

async function build(): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(cors, { origin: '*', methods: ['GET', 'POST'] });
  app.get('/', () => ({ ok: true }));
  return app;
}

export default build();
