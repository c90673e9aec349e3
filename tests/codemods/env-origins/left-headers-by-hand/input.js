const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://app.example.com' }));
app.get('/feed', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.json([]);
});

module.exports = app;
