'use strict';

const cors = require('cors');
const app = require('express')();

app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));
app.get('/', (req, res) => res.send('data'));

module.exports = app;
