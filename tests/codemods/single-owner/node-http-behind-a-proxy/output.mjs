import { createServer } from 'node:http';

export default createServer((request, response) => {
  response.setHeader('Vary', 'Origin');
  response.end('data');
});
