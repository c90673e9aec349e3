// server.js: the API of the shop
const express = require('express');
const cors = require('cors');

const app = express();
app.use(express.json());
app.use(cors()); // TODO lock this down before launch

app.get('/', (req, res) => res.json({ orders: [] }));

module.exports = app;
