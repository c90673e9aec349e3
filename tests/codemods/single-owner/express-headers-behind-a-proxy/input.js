const express = require('express');

const app = express();
app.use((req, res, next) => {
	res.header('Access-Control-Allow-Origin', 'https://app.example.com');
	res.header('Access-Control-Allow-Headers', 'Content-Type');
	res.header('X-Frame-Options', 'DENY');
	next();
});

module.exports = app;
