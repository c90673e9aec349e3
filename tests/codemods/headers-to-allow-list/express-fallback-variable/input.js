const express = require('express');

const app = express();
app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', process.env.CLIENT_ORIGIN || '*');
  next();
});
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
