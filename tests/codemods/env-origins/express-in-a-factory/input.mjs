import cors from 'cors';
import express from 'express';

/** Makes the application; tests make their own. */
export function createApp() {
  const app = express();
  app.use(cors());
  app.get('/', (req, res) => res.send('data'));
  return app;
}

export default createApp();
