const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.TRUSTED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
