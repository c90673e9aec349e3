import cors, { type CorsOptions } from 'cors';
import express from 'express';

const corsOptions: CorsOptions = {
  origin: '*',
  optionsSuccessStatus: 204,
};

const app = express();
app.use(cors(corsOptions));
app.options('/{*path}', cors(corsOptions));
app.get('/', (_req, res) => {
  res.send('data');
});

export default app;
