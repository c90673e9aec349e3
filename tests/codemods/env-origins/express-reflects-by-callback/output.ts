import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({
  origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
  credentials: true,
}));
app.get('/', (_req, res) => { res.json({ balance: 42 }); });

export default app;
