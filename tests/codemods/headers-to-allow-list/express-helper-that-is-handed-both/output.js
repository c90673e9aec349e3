const express = require('express');

function allowCors(req, res) {
  res.vary('Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Max-Age', '600');
}

const app = express();
app.get('/', (req, res) => {
  allowCors(req, res);
  res.json({ ok: true });
});

module.exports = app;
