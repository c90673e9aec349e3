import Fastify from 'fastify';

const app = Fastify();
app.get('/', async () => 'data');

export default app;
