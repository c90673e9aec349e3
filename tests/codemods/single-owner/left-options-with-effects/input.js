const app = require('express')();
const cors = require('cors');

app.use(cors({ origin: loadOrigins() }));

module.exports = app;
