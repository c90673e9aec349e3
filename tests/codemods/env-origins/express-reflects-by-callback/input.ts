import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({
  origin: (origin, cb) => cb(null, origin),
  credentials: true,
}));
app.get('/', (_req, res) => { res.json({ balance: 42 }); });

export default app;
