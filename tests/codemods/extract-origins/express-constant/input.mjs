import cors from 'cors';
import express from 'express';

const ALLOWED = ['https://app.example.com', 'http://localhost:5173'];

const app = express();
app.use(
  cors({
    origin(origin, callback) {
      callback(null, ALLOWED.includes(origin));
    },
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

export default app;
