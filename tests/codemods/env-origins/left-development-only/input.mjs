import cors from 'cors';
import express from 'express';

const app = express();
if (process.env.NODE_ENV !== 'production') {
  app.use(cors());
}
app.get('/', (req, res) => res.json({ ok: true }));

export default app;
