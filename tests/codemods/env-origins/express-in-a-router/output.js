const { Router } = require('express');
const express = require('express');
const cors = require('cors');

const router = Router();
router.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: false }));
router.get('/', (req, res) => res.json({ ok: true }));

const app = express();
app.use('/', router);

module.exports = app;
