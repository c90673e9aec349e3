import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = Fastify();
await app.register(cors, { origin: ['https://app.example.com'] });
app.get('/', () => ({ ok: true }));

export default app;
