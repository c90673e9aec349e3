import cors from '@fastify/cors';
import Fastify from 'fastify';

const list = ['https://app.example.com'];
const app = Fastify();
app.register(cors, { origin: (origin, cb) => cb(null, list.indexOf(origin)) });
app.get('/', async () => 'data');

export default app;
