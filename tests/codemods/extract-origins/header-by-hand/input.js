const express = require('express');

const app = express();
app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  next();
});
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
