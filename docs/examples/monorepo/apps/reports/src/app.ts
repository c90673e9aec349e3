import cors from '@fastify/cors';
import Fastify from 'fastify';

export const app = Fastify();

// TODO: list the origins before the launch
await app.register(cors, { origin: process.env['REPORTS_ORIGINS']?.split(',') ?? '*' });

app.get('/latest', () => ({ report: 'third quarter' }));
