const shared = (origin) => new Headers({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin', 'Cache-Control': 'no-store' });

export async function GET(request) {
  if (request.method === 'HEAD') return new Response(null, { headers: shared(request.headers.get('Origin') ?? '') });
  return new Response('data', { headers: new Headers(shared(request.headers.get('Origin') ?? '')) });
}
