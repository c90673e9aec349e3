const express = require('express');

const app = express();
app.use(express.json());
// browsers ask from another port
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
