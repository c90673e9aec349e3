const express = require('express');
const cors = require('cors');

const app = express();

app.use(
	cors({
		origin: '*', // everybody, for now
		methods: ['GET', 'POST'],
		allowedHeaders: ['Content-Type', 'Authorization'],
	}),
);

app.get('/', (req, res) => {
	res.json({ ok: true });
});

module.exports = app;
