import cors from 'cors';
import express from 'express';

const open = cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) });
const withCookies = cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true });

const app = express();
app.get('/', open, (req, res) => res.json([]));
app.get('/private', withCookies, (req, res) => res.json([42]));

export default app;
