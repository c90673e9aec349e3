const express = require('express');
const cors = require('cors');

const base = { methods: ['GET'], origin: '*' };

const app = express();
app.use(cors({ ...base, maxAge: 86400 }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
