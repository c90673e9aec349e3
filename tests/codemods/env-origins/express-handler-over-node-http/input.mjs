import { createServer } from 'node:http';
import cors from 'cors';

const allow = cors();

export default createServer((request, response) => {
  allow(request, response, () => response.end('data'));
});
