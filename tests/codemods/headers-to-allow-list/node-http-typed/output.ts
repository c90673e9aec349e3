import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

function answer(request: IncomingMessage, response: ServerResponse): void {
  response.appendHeader('Vary', 'Origin');
  if (request.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.origin)) response.setHeader("Access-Control-Allow-Origin", request.headers.origin);
  response.end(request.method);
}

export default createServer(answer);
