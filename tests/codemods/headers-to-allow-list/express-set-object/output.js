const express = require('express');

const app = express();
app.get('/', (req, res) => {
  res.vary('Origin');
  res.set({
    'Content-Type': 'application/json',
    ...(req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin) ? { 'Access-Control-Allow-Origin': req.headers.origin } : {}),
  });
  res.send('{}');
});

module.exports = app;
