const Hapi = require('@hapi/hapi');

const server = Hapi.server({ port: 0, routes: { cors: { origin: [...(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null'), ''] } } });

server.route({ method: 'GET', path: '/', handler: () => ({ ok: true }) });

module.exports = server;
