const express = require('express');
const cors = require('cors');

const router = express.Router();

// Public feed for the status page
router.get('/', cors(), (req, res) => {
  res.json({ status: 'ok', uptime: Math.round(process.uptime()) });
});

module.exports = router;
