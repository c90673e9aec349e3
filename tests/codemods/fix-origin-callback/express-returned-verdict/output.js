const express = require('express');
const cors = require('cors');

const list = ['https://app.example.com'];

const app = express();
app.use(cors({ origin: (origin, callback) => callback(null, list.includes(origin)) }));
app.get('/', (req, res) => res.send('data'));

module.exports = app;
