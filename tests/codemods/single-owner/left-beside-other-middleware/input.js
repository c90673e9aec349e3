const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://app.example.com' }), express.json());
app.get('/', cors(), (req, res) => res.end());
express().use(cors()).listen(3000);

module.exports = app;
