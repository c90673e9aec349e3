import cors from 'cors';
import express, { type Request, type Response } from 'express';

const app = express();

app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true }));

app.get('/', (_req: Request, res: Response) => {
  res.json({ user: 'me' });
});

export default app;
