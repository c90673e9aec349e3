import Fastify from 'fastify';

const app = Fastify();
app.get('/', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '*').header('Access-Control-Allow-Credentials', 'true');
  return { balance: 42 };
});

export default app;
