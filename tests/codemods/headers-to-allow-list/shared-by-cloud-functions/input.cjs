const http = require('node:http');

var corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Content-Type, Authorization',
};

const onRequest = (handler) => http.createServer((req, res) => handler(req, res));

function verify(req, res) {
  if (req.headers.authorization) return true;
  res.writeHead(401, corsHeaders).end('who are you?');
  return false;
}

module.exports = onRequest((req, res) => {
  if (req.method === 'OPTIONS') return res.writeHead(204, corsHeaders).end();
  for (const [name, value] of Object.entries(corsHeaders)) res.setHeader(name, value);
  if (verify(req, res)) res.end('data');
});
