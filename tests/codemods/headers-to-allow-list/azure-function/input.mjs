import { app } from '@azure/functions';

app.http('data', {
  methods: ['GET'],
  handler: async (request, context) => {
    context.log(request.url);
    return { headers: { 'Access-Control-Allow-Origin': '*' }, body: 'data' };
  },
});
