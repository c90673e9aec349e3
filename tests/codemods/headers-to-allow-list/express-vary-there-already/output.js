const express = require('express');

const app = express();
app.get('/', (req, res) => {
  res.setHeader('Vary', 'Accept-Encoding');
  res.vary('Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.end('data');
});

module.exports = app;
