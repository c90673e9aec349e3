import type { IncomingMessage, ServerResponse } from 'node:http';

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET',
};

export default function handler(request: IncomingMessage, response: ServerResponse) {
  Object.entries(corsHeaders).forEach(([name, value]) => response.setHeader(name, value));
  response.end(request.url);
}
