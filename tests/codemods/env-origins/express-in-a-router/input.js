const { Router } = require('express');
const express = require('express');
const cors = require('cors');

const router = Router();
router.use(cors({ origin: "*", credentials: false }));
router.get('/', (req, res) => res.json({ ok: true }));

const app = express();
app.use('/', router);

module.exports = app;
