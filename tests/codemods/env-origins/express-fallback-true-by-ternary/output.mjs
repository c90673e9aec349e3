import express from 'express';
import cors from 'cors';

const app = express();
const origin = process.env.FRONTEND_URL ? process.env.FRONTEND_URL : true;
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.FRONTEND_URL ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true }));
app.get('/', (req, res) => res.json({ user: 1 }));

export default app;
