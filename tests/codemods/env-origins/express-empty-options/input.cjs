'use strict';

const cors = require('cors');
const app = require('express')();

app.use(cors({}));
app.get('/', (req, res) => res.send('data'));

module.exports = app;
