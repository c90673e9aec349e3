import cors from 'cors';
import express from 'express';

const list = ['https://app.example.com'];

const app = express();
app.use(
  cors({
    origin: (origin: string | undefined) => list.includes(origin ?? ''),
  }),
);
app.get('/', (_req, res) => {
  res.send('data');
});

export default app;
