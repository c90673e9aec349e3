import express from 'express';
import allowCrossOrigin from 'cors';

const api = express();
api.use('/', allowCrossOrigin({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), exposedHeaders: ['X-Total-Count'] }));
api.get('/', (_req, res) => res.json([]));

export default api;
