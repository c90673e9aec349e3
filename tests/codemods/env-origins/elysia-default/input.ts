import { Elysia } from 'elysia';
import { cors } from '@elysiajs/cors';

const app = new Elysia().use(cors()).get('/', () => 'data');

export default app;
