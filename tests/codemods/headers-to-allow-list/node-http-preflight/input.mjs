import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Headers', 'authorization');
    response.writeHead(204);
    return response.end();
  }
  response.end('data');
});
