import express from 'express';

export default express().get('/', (req, res) => {
  res.vary('Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
  res.status(200).json({ ok: true });
});
