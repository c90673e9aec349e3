const express = require('express');

function allowCors(req, res) {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Max-Age', '600');
}

const app = express();
app.get('/', (req, res) => {
  allowCors(req, res);
  res.json({ ok: true });
});

module.exports = app;
