import Fastify from 'fastify';

const headers = (origin: string) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), 'Access-Control-Allow-Headers': 'content-type' });

const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  reply.header('Vary', [reply.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));
  reply.headers(headers(request.headers.origin ?? ''));
  if (request.method === 'OPTIONS') return reply.code(204).send();
});
app.get('/', async () => 'data');

export default app;
