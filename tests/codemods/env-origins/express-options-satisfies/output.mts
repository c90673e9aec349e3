import cors from 'cors';
import type { CorsOptions } from 'cors';
import express from 'express';

const options = {
  origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
  maxAge: 600,
} satisfies CorsOptions;

const app = express();
app.use(cors(options));
app.get('/', (_req, res) => void res.send('data'));

export default app;
