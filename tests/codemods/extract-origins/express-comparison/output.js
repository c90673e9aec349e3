const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: (origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin)) }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
