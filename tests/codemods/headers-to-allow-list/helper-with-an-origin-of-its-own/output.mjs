const origin = 'data';

const answer = (requestOrigin, body) => new Response(body + origin, { headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(requestOrigin) ? { 'Access-Control-Allow-Origin': requestOrigin } : {}), Vary: 'Origin' } });
const empty = (requestOrigin) => answer(requestOrigin, '');

export async function GET(request) {
  return request.url.endsWith('/') ? empty(request.headers.get('Origin') ?? '') : answer(request.headers.get('Origin') ?? '', 'one');
}
