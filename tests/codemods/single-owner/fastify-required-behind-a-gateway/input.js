const app = require('fastify')()

app.register(require('@fastify/cors'), { origin: 'https://app.example.com' })
app.get('/', async () => 'data')

module.exports = app
