const express = require('express');
const cors = require('cors');

const app = express();
app.get('/', cors({ origin: 'https://admin.example.com' }), (req, res) => res.end());

module.exports = app;
