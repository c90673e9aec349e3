const cors = require('micro-cors')();

module.exports = cors((req, res) => res.end('data'));
