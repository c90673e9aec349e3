const restify = require('restify');
const corsMiddleware = require('restify-cors-middleware2');

const cors = corsMiddleware({
  origins: ['*'],
  allowHeaders: ['API-Token'],
  exposeHeaders: ['API-Token-Expiry'],
});

const server = restify.createServer();
server.pre(cors.preflight);
server.use(cors.actual);
server.get('/', (req, res, next) => {
  res.send({ ok: true });
  next();
});

module.exports = server;
