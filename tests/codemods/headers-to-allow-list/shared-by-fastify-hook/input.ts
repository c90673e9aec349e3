import Fastify from 'fastify';

const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' };

const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  reply.headers(headers);
  if (request.method === 'OPTIONS') return reply.code(204).send();
});
app.get('/', async () => 'data');

export default app;
