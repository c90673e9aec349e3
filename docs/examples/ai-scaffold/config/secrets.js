const crypto = require('crypto');

const generated = new Map();

// Without a configured secret, sessions and tokens last until the server restarts
function secret(name) {
  if (process.env[name]) return process.env[name];
  if (!generated.has(name)) generated.set(name, crypto.randomBytes(32).toString('hex'));
  return generated.get(name);
}

module.exports = { secret };
