import Fastify from 'fastify';

const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  reply.header('Access-Control-Allow-Origin', '*');
});
app.get('/', async () => ({ ok: true }));

export default app;
