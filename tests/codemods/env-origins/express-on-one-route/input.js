const express = require('express')
const cors = require('cors')

const app = express()

// public
app.get('/', cors(), (req, res) => {
  res.json({ version: 1 })
})

module.exports = app
