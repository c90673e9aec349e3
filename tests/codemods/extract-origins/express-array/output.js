const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
