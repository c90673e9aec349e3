import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.end('data');
});
