import express = require('express');
import cors = require('cors');

const app = express();
app.use(cors({ origin: '*' }));
app.get('/', (_req, res) => {
  res.send('data');
});

export = app;
