export default {
  async fetch(request, env) {
    const response = new Response(await env.STORE.get('balance'));
    response.headers.append('Vary', 'Origin');
    if ((env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '')) response.headers.set('Access-Control-Allow-Origin', request.headers.get('Origin') ?? '');
    response.headers.set('Access-Control-Allow-Credentials', 'true');
    return response;
  },
};
