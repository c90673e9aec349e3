const fastify = require('fastify')()

fastify.register(require('@fastify/cors'), {
  origin: true,
  credentials: true
})

fastify.get('/', async () => ({ balance: 42 }))

module.exports = fastify
