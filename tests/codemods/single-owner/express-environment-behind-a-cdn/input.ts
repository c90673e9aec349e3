import cors from 'cors';
import express from 'express';

const app = express();
app.use('/api', cors({ origin: (process.env.ORIGINS ?? '').split(',').filter(Boolean) })); // see README
app.get('/api', (_req, res) => {
  res.json({ ok: true });
});

export default app;
