const express = require('express');
const cors = require('cors');
const corsOptions = require('../config/cors');
const { requireAuth, signToken } = require('../middleware/auth');
const { createUser, findUser } = require('../data/users');

const router = express.Router();

router.use(cors(corsOptions));

router.post('/register', (req, res) => {
  const { email, password } = req.body || {};
  if (!email || !password) return res.status(400).json({ error: 'Email and password are required' });

  const user = createUser({ email, password });
  if (!user) return res.status(409).json({ error: 'Email is already registered' });

  req.session.userId = user.id;
  res.status(201).json({ token: signToken(user) });
});

router.post('/login', (req, res) => {
  const { email, password } = req.body || {};
  if (!email || !password) return res.status(400).json({ error: 'Email and password are required' });

  const user = findUser({ email, password });
  if (!user) return res.status(401).json({ error: 'Invalid email or password' });

  req.session.userId = user.id;
  res.json({ token: signToken(user) });
});

router.post('/logout', (req, res) => {
  req.session = null;
  res.sendStatus(204);
});

router.get('/me', requireAuth, (req, res) => {
  const { email, plan, invoices } = req.user;
  res.json({ email, plan, invoices });
});

module.exports = router;
