const express = require('express');
const cors = require('cors');

const app = express();
app.use(
  cors((req, callback) => {
    callback(null, { origin: true, credentials: req.path !== '/public' });
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
