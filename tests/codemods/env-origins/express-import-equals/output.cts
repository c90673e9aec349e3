import express = require('express');
import cors = require('cors');

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));
app.get('/', (_req, res) => {
  res.send('data');
});

export = app;
