import cors from 'cors';
import express from 'express';

/** Makes the application; tests make their own. */
export function createApp() {
  const app = express();
  app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));
  app.get('/', (req, res) => res.send('data'));
  return app;
}

export default createApp();
