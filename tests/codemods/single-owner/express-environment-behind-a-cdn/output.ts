import express from 'express';

const app = express();
// see README
app.get('/api', (_req, res) => {
  res.json({ ok: true });
});

export default app;
