const express = require('express');
const cors = require('cors');

const allowed = ['https://app.example.com', 'https://admin.example.com'];

const app = express();
app.use(cors({
	origin(origin, callback) {
		// -1 is true
		callback(null, allowed.indexOf(origin));
	},
}));
app.get('/', (req, res) => res.json({ ok: true }));

module.exports = app;
