import { createServer, type ServerResponse } from 'node:http';

const cors: Record<string, string> = { 'Access-Control-Allow-Origin': '*' };

function answer(response: ServerResponse, status: number, text = '') {
  response.writeHead(status, { ...cors, 'Content-Type': 'text/plain' });
  response.end(text);
}

export default createServer((request, response) => {
  if (request.method === 'OPTIONS') answer(response, 204);
  else answer(response, 200, 'data');
});
