import cors from 'cors';
import express from 'express';

const app = express();

app.use(
  cors({
    origin: process.env.ALLOWED_ORIGINS?.split(',') ?? '*',
    credentials: true,
  }),
);
app.get('/', (_req, res) => {
  res.json({});
});

export default app;
