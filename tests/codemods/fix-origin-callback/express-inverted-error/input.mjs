import cors from 'cors';
import express from 'express';

const allowed = new Set(['https://app.example.com']);

const app = express();
app.use(
  cors({
    origin(origin, callback) {
      if (allowed.has(origin)) callback(new Error('CORS'));
      else callback(null, true);
    },
  }),
);
app.get('/', (req, res) => res.send('data'));

export default app;
