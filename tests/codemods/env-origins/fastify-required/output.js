const fastify = require('fastify')()

fastify.register(require('@fastify/cors'), {
  origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
  credentials: true
})

fastify.get('/', async () => ({ balance: 42 }))

module.exports = fastify
