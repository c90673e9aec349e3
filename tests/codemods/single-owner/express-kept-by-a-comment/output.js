const express = require('express');
const cors = require('cors');

const app = express();
// eslint-disable-next-line cors/single-owner -- the proxy leaves this path out
app.use('/internal', cors({ origin: 'https://admin.example.com' }));

module.exports = app;
