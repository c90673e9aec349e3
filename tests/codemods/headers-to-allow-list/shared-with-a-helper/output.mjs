const corsHeaders = (origin) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' });

const json = (origin, data) => new Response(JSON.stringify(data), { headers: corsHeaders(origin) });

export async function GET(request) {
  if (request.method === 'HEAD') return new Response(null, { headers: corsHeaders(request.headers.get('Origin') ?? '') });
  return json(request.headers.get('Origin') ?? '', { url: request.url });
}
