const express = require('express');

const app = express();
app.get('/', (req, res) => {
  if (req.query.raw) {
    res.vary('Origin');
    if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
    return res.send('raw');
  }
  try {
    res.vary('Origin');
    if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
    return res.json({ ok: true });
  } catch (error) {
    res.vary('Origin');
    if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
    return res.status(500).json({ error: error.message });
  }
});

module.exports = app;
