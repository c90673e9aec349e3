const express = require('express');

const allowed = ['https://app.example.com'];

const app = express();
app.use((req, res, next) => {
  res.vary('Origin');
  if (allowed.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
  next();
});

module.exports = app;
