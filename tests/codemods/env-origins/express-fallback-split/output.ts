import cors from 'cors';
import express from 'express';

const app = express();

app.use(
  cors({
    origin: (_origin, callback) => callback(null, (process.env.ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
    credentials: true,
  }),
);
app.get('/', (_req, res) => {
  res.json({});
});

export default app;
