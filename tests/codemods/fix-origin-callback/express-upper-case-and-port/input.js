const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: ['https://App.example.com', 'https://admin.example.com:443'] }));

module.exports = app;
