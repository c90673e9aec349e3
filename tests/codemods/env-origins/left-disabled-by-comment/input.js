const express = require('express');
const cors = require('cors');

const app = express();
// eslint-disable-next-line cors/no-wildcard-origin -- fonts, for every website
app.use('/fonts', cors(), express.static('fonts'));

module.exports = app;
