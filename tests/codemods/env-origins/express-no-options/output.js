// server.js: the API of the shop
const express = require('express');
const cors = require('cors');

const app = express();
app.use(express.json());
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) })); // TODO lock this down before launch

app.get('/', (req, res) => res.json({ orders: [] }));

module.exports = app;
