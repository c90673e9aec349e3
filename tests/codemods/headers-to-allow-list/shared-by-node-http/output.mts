import { createServer, type ServerResponse } from 'node:http';

const cors = (origin: string): Record<string, string> => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}) });

function answer(response: ServerResponse, status: number, text = '') {
  response.appendHeader('Vary', 'Origin');
  response.writeHead(status, { ...cors(response.req.headers.origin ?? ''), 'Content-Type': 'text/plain' });
  response.end(text);
}

export default createServer((request, response) => {
  if (request.method === 'OPTIONS') answer(response, 204);
  else answer(response, 200, 'data');
});
