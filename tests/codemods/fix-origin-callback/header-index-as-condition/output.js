const express = require('express');

const allowed = ['https://app.example.com'];

const app = express();
app.use((req, res, next) => {
  const { origin } = req.headers;
  res.vary('Origin');
  if (allowed.indexOf(origin) !== -1) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  next();
});
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
