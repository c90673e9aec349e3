import Fastify from 'fastify';

const app = Fastify();
app.get('/', async (request, reply) => {
  reply.header('Vary', [reply.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));
  if ((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.origin ?? '')) reply.header('Access-Control-Allow-Origin', request.headers.origin ?? '');
  reply.header('Access-Control-Allow-Credentials', 'true');
  return { balance: 42 };
});

export default app;
