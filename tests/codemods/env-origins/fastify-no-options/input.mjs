import Fastify from 'fastify';
import cors from '@fastify/cors';

const app = Fastify();
await app.register(cors, { origin: '*' });
app.get('/', async () => ({ ok: true }));

export default app;
