import { createServer } from 'node:http';
import cors from 'cors';

const allow = cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) });

export default createServer((request, response) => {
  allow(request, response, () => response.end('data'));
});
