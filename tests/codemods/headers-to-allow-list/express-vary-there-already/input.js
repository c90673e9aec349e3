const express = require('express');

const app = express();
app.get('/', (req, res) => {
  res.setHeader('Vary', 'Accept-Encoding');
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin || '*');
  res.end('data');
});

module.exports = app;
