import middy from '@middy/core';
import httpCors from '@middy/http-cors';

const lambdaHandler = async () => ({ statusCode: 200, body: JSON.stringify({ ok: true }) });

export const handler = middy(lambdaHandler).use(httpCors({ origin: '*' }));
