const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://app.example.com' }));
app.get('/data', (req, res) => res.json({ balance: 42 }));

module.exports = app;
