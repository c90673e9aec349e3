const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: (origin, callback) => callback(null, origin === 'https://app.example.com') }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
