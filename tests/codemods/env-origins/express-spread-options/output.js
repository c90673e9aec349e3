const express = require('express');
const cors = require('cors');

const base = { methods: ['GET'], origin: '*' };

const app = express();
app.use(cors({ ...base, origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), maxAge: 86400 }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
