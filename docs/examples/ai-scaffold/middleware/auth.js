const jwt = require('jsonwebtoken');
const { secret } = require('../config/secrets');
const { findUserById } = require('../data/users');

function signToken(user) {
  return jwt.sign({ sub: user.id }, secret('JWT_SECRET'), { expiresIn: '1h' });
}

function userIdFromToken(header = '') {
  const [scheme, token] = header.split(' ');
  if (scheme !== 'Bearer' || !token) return undefined;
  try {
    return jwt.verify(token, secret('JWT_SECRET')).sub;
  } catch {
    return undefined;
  }
}

// Browsers send the session cookie, other clients a bearer token
function requireAuth(req, res, next) {
  const user = findUserById(req.session.userId || userIdFromToken(req.headers.authorization));
  if (!user) return res.status(401).json({ error: 'Please log in' });
  req.user = user;
  next();
}

module.exports = { requireAuth, signToken };
