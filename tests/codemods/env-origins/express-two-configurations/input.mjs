import cors from 'cors';
import express from 'express';

const open = cors();
const withCookies = cors({ origin: true, credentials: true });

const app = express();
app.get('/', open, (req, res) => res.json([]));
app.get('/private', withCookies, (req, res) => res.json([42]));

export default app;
