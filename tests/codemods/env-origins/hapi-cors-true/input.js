const Hapi = require('@hapi/hapi');

const server = Hapi.server({ port: 0, routes: { cors: true } });

server.route({ method: 'GET', path: '/', handler: () => ({ ok: true }) });

module.exports = server;
