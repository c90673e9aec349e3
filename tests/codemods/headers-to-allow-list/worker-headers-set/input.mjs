export default {
  async fetch(request, env) {
    const response = new Response(await env.STORE.get('balance'));
    response.headers.set('Access-Control-Allow-Origin', request.headers.get('Origin') ?? '*');
    response.headers.set('Access-Control-Allow-Credentials', 'true');
    return response;
  },
};
