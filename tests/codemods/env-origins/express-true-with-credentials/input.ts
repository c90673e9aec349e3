import cors from 'cors';
import express, { type Request, type Response } from 'express';

const app = express();

app.use(cors({ origin: true, credentials: true }));

app.get('/', (_req: Request, res: Response) => {
  res.json({ user: 'me' });
});

export default app;
