import express, { type NextFunction, type Request, type Response } from 'express';

const app = express();

app.use((req: Request, res: Response, next: NextFunction) => {
  res.vary('Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});
app.get('/', (_req, res) => {
  res.json({ balance: 42 });
});

export default app;
