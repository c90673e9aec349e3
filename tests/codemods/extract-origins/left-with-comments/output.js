const express = require('express');
const cors = require('cors');

const app = express();
app.use(
  cors({
    origin: [
      'https://app.example.com', // the front end
      'https://admin.example.com', // of the office
    ],
  }),
);

module.exports = app;
