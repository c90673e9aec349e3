import cors from 'cors';
import express from 'express';

const allowed = new Set(['https://app.example.com', 'http://localhost:5173']);

const app = express();
app.use(
  cors({
    origin: (origin, callback) => callback(null, origin === undefined || allowed.has(origin)),
    credentials: true,
  }),
);

export default app;
