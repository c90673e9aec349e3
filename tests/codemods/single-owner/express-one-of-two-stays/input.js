const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://app.example.com' }));
app.get('/', cors({ origin: 'https://admin.example.com' }), (req, res) => res.end());

module.exports = app;
