import cors, { type CorsOptions } from 'cors';
import express from 'express';

const corsOptions: CorsOptions = {
  origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')),
  optionsSuccessStatus: 204,
};

const app = express();
app.use(cors(corsOptions));
app.options('/{*path}', cors(corsOptions));
app.get('/', (_req, res) => {
  res.send('data');
});

export default app;
