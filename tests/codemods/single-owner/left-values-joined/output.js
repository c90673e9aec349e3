const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://app.example.com' }));
app.get('/data', (req, res) => {
  res.append('Access-Control-Allow-Origin', 'https://app.example.com');
  res.json({ balance: 42 });
});

module.exports = app;
