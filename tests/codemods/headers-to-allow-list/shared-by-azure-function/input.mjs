import { app } from '@azure/functions';

const headers = { 'Access-Control-Allow-Origin': '*' };

app.http('data', { handler: async (request) => ({ headers, body: request.method }) });
