import { app } from '@azure/functions';

app.http('data', {
  methods: ['GET'],
  handler: async (request, context) => {
    context.log(request.url);
    return { headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '') ? { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '' } : {}), Vary: 'Origin' }, body: 'data' };
  },
});
