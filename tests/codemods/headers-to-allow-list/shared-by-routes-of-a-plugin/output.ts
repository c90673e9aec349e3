import Fastify, { type FastifyInstance } from 'fastify';

async function routes(server: FastifyInstance) {
  const headers = (origin: string) => ({
    ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
    'Access-Control-Allow-Methods': 'GET, OPTIONS',
  });
  server.options('/', async (request, reply) => {
    reply.header('Vary', [reply.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));
    return reply.headers(headers(request.headers.origin ?? '')).code(204).send();
  });
  server.get('/', async (request, reply) => {
    reply.header('Vary', [reply.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));
    return reply.headers(headers(reply.request.headers.origin ?? '')).send(request.url);
  });
}

const app = Fastify();
app.register(routes);

export default app;
