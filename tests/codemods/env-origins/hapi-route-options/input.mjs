import Hapi from '@hapi/hapi';

const server = Hapi.server();
server.route({
  method: 'GET',
  path: '/',
  options: {
    cors: { origin: ['*'], credentials: true },
    handler: () => ({ balance: 42 }),
  },
});

export default server;
