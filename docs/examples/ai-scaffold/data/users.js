const crypto = require('crypto');

const users = new Map();

function hash(password, salt) {
  return crypto.scryptSync(password, salt, 64);
}

function createUser({ email, password }) {
  if (users.has(email)) return undefined;
  const salt = crypto.randomBytes(16);
  const user = {
    id: crypto.randomUUID(),
    email,
    plan: 'starter',
    salt,
    passwordHash: hash(password, salt),
    invoices: [{ number: '2026-001', amount: 49, currency: 'EUR' }],
    uploads: [],
  };
  users.set(email, user);
  return user;
}

function findUser({ email, password }) {
  const user = users.get(email);
  if (!user) return undefined;
  return crypto.timingSafeEqual(user.passwordHash, hash(password, user.salt)) ? user : undefined;
}

function findUserById(id) {
  return [...users.values()].find((user) => user.id === id);
}

module.exports = { createUser, findUser, findUserById };
