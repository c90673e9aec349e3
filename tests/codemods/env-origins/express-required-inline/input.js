const app = require('express')();

app.use(require('cors')());
app.get('/', (req, res) => res.end('data'));

module.exports = app;
