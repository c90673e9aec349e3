const express = require('express');
const cors = require('cors');

const ORIGINS = 'https://app.example.com, https://b.example';

const app = express();
app.use(
  cors({
    origin: (origin, callback) => callback(null, !!origin && ORIGINS.includes(origin)),
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
