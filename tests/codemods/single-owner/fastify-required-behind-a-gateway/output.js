const app = require('fastify')()

app.get('/', async () => 'data')

module.exports = app
