const http = require('http');

module.exports = http.createServer((req, res) => {
  res.appendHeader('Vary', 'Origin');
  res.writeHead(200, {
    'Content-Type': 'text/plain',
    ...(req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin) ? { 'Access-Control-Allow-Origin': req.headers.origin } : {})
  });
  res.end('data');
});
