const http = require('node:http');

module.exports = http.createServer((req, res) => {
  const origin = req.headers.origin || '';
  if (/^https:\/\/app\.example\.com(?::\d+)?$/.test(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Vary', 'Origin');
  }
  res.end('data');
});
