const express = require('express');

const app = express();
app.get('/', (req, res) => {
  res.set({
    'Content-Type': 'application/json',
    'Access-Control-Allow-Origin': '*',
  });
  res.send('{}');
});

module.exports = app;
