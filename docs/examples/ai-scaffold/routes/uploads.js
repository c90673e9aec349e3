const express = require('express');
const { requireAuth } = require('../middleware/auth');
const uploadHeaders = require('../middleware/uploadHeaders');

const router = express.Router();

router.use(uploadHeaders);

router.get('/', requireAuth, (req, res) => {
  res.json({ owner: req.user.email, files: req.user.uploads });
});

router.post('/', requireAuth, (req, res) => {
  const { name, size } = req.body || {};
  if (!name) return res.status(400).json({ error: 'A file name is required' });

  const upload = { name, size, uploadedAt: new Date().toISOString() };
  req.user.uploads.push(upload);
  res.status(201).json(upload);
});

module.exports = router;
