const cors = require('cors');

module.exports = cors({
  origin(origin, callback) {
    if (!origin) return callback(null, true);
    // the others wait
  },
});
