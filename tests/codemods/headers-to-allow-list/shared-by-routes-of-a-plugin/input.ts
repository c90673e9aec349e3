import Fastify, { type FastifyInstance } from 'fastify';

async function routes(server: FastifyInstance) {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, OPTIONS',
  };
  server.options('/', async (request, reply) => {
    return reply.headers(headers).code(204).send();
  });
  server.get('/', async (request, reply) => {
    return reply.headers(headers).send(request.url);
  });
}

const app = Fastify();
app.register(routes);

export default app;
