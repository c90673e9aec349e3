import { app } from '@azure/functions';

const headers = (origin) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' });

app.http('data', { handler: async (request) => ({ headers: headers(request.headers.get('Origin') ?? ''), body: request.method }) });
