const express = require('express');
const cors = require('cors');

const whitelist = ['https://app.example.com'];

const app = express();
app.use(cors({
  origin: function (origin, callback) {
    if (whitelist.includes(origin) !== -1) {
      callback(null, true);
    } else {
      callback(null, false);
    }
  }
}));
app.get('/', (req, res) => res.send('data'));

module.exports = app;
