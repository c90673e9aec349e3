export default {
  async fetch(request: Request): Promise<Response> {
    const origin = request.headers.get('Origin') ?? '';
    const headers = new Headers({ Vary: 'Origin' });
    if (origin === 'https://app.example.com') {
      headers.set('Access-Control-Allow-Origin', origin);
    }
    return new Response('data', { headers });
  },
};
