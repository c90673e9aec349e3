import middy from '@middy/core';
import httpCors from '@middy/http-cors';

const lambdaHandler = async () => ({ statusCode: 200, body: JSON.stringify({ ok: true }) });

export const handler = middy(lambdaHandler).use(httpCors({ getOrigin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === origin) ?? '', vary: 'Origin' }));
