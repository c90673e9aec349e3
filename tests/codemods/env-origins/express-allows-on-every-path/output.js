const express = require('express');
const cors = require('cors');

const whitelist = ['https://app.example.com'];

const app = express();
app.use(
  cors({
    origin: whitelist,
    credentials: true,
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
