import type { IncomingMessage, ServerResponse } from 'node:http';

const corsHeaders = (origin: string) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
  'Access-Control-Allow-Methods': 'GET',
});

export default function handler(request: IncomingMessage, response: ServerResponse) {
  response.appendHeader('Vary', 'Origin');
  Object.entries(corsHeaders(request.headers.origin ?? '')).forEach(([name, value]) => response.setHeader(name, value));
  response.end(request.url);
}
