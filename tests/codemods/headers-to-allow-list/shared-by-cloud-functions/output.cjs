const http = require('node:http');

var corsHeaders = (origin) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
  'Access-Control-Allow-Headers': 'Content-Type, Authorization',
});

const onRequest = (handler) => http.createServer((req, res) => handler(req, res));

function verify(req, res) {
  if (req.headers.authorization) return true;
  res.appendHeader('Vary', 'Origin');
  res.writeHead(401, corsHeaders(req.headers.origin ?? '')).end('who are you?');
  return false;
}

module.exports = onRequest((req, res) => {
  if (req.method === 'OPTIONS') { res.appendHeader('Vary', 'Origin'); return res.writeHead(204, corsHeaders(req.headers.origin ?? '')).end(); }
  res.appendHeader('Vary', 'Origin');
  for (const [name, value] of Object.entries(corsHeaders(req.headers.origin ?? ''))) res.setHeader(name, value);
  if (verify(req, res)) res.end('data');
});
