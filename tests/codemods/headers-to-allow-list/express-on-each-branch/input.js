const express = require('express');

const app = express();
app.get('/', (req, res) => {
  if (req.query.raw) {
    res.set('Access-Control-Allow-Origin', '*');
    return res.send('raw');
  }
  try {
    res.set('Access-Control-Allow-Origin', '*');
    return res.json({ ok: true });
  } catch (error) {
    res.set('Access-Control-Allow-Origin', '*');
    return res.status(500).json({ error: error.message });
  }
});

module.exports = app;
