import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = Fastify();
void app.register(cors, { origin: /^https:\/\/app\.example\.com/ });
app.get('/', () => 'data');

export default app;
