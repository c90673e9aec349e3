const express = require('express');
const cors = require('cors');

// keep in step with the front end
const allowedOrigins = ['https://app.example.com', 'https://admin.example.com'];

const app = express();
app.use(cors({ origin: '*' /* allowedOrigins */ }));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
