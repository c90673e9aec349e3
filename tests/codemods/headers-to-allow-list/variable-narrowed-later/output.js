const express = require('express');

const allowed = ['https://app.example.com'];

const app = express();
app.use((req, res, next) => {
  let allow = '*';
  if (allowed.includes(req.headers.origin)) allow = req.headers.origin;
  res.vary('Origin');
  if (req.headers.origin && allowed.includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
