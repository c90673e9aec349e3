import Hapi from '@hapi/hapi';

const server = Hapi.server();
server.route({
  method: 'GET',
  path: '/',
  options: {
    cors: { origin: [...(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null'), ''], credentials: true },
    handler: () => ({ balance: 42 }),
  },
});

export default server;
