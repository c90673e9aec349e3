import cors from 'cors';
import express from 'express';

const allowedOrigins: string[] = ['https://app.example.com'];

const app = express();
app.use(
  cors({
    origin: (origin, callback) => {
      // curl and other servers send none
      if (!origin) return callback(null, true);
      if (allowedOrigins.includes(origin) as unknown as number) {
        return callback(null, true);
      }
      return callback(new Error('Not allowed by CORS'));
    },
    credentials: true,
  }),
);
app.get('/', (_req, res) => {
  res.json({ balance: 42 });
});

export default app;
