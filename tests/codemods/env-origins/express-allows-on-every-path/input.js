const express = require('express');
const cors = require('cors');

const whitelist = ['https://app.example.com'];

const app = express();
app.use(
  cors({
    origin: function (origin, callback) {
      if (!origin || whitelist.includes(origin)) {
        callback(null, true);
      } else {
        callback(null, true); // restrict later
      }
    },
    credentials: true,
  }),
);
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
