import cors from 'cors';
import express from 'express';

const ALLOWED = () => [...(process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null'), 'http://localhost:5173'];

const app = express();
app.use(
  cors({
    origin(origin, callback) {
      callback(null, ALLOWED().includes(origin));
    },
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

export default app;
