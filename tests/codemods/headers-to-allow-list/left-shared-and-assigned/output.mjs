import { createServer } from 'node:http';

let headers = { 'Access-Control-Allow-Origin': '*' };
if (process.env.EXTRA) headers = { ...headers, 'X-Extra': process.env.EXTRA };

export default createServer((request, response) => {
  response.writeHead(200, headers);
  response.end('data');
});
