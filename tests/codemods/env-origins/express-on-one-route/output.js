const express = require('express')
const cors = require('cors')

const app = express()

// public
app.get('/', cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }), (req, res) => {
  res.json({ version: 1 })
})

module.exports = app
