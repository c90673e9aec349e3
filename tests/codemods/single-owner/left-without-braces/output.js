const app = require('express')();
const cors = require('cors');

if (process.env.CORS) app.use(cors());
else app.disable('x-powered-by');

module.exports = app;
