const express = require('express');

const app = express();
app.use((req, res, next) => {
	res.header('X-Frame-Options', 'DENY');
	next();
});

module.exports = app;
