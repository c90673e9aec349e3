const cors = require('cors');

module.exports = cors();
