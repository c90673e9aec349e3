import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.appendHeader('Vary', 'Origin');
  if (request.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.origin)) response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Headers', 'authorization');
    response.writeHead(204);
    return response.end();
  }
  response.end('data');
});
