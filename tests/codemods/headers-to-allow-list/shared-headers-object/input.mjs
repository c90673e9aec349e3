const shared = new Headers({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });

export async function GET(request) {
  if (request.method === 'HEAD') return new Response(null, { headers: shared });
  return new Response('data', { headers: new Headers(shared) });
}
