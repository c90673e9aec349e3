const express = require('express');

const app = express();
app.use((req, res, next) => {
  res.vary('Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
