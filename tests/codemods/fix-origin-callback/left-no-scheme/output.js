const cors = require('cors');

// which scheme is meant is not spelled out
module.exports = cors({ origin: ['app.example.com'] });
