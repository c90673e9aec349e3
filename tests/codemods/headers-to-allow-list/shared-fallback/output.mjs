const corsHeaders = (origin) => ({ ...((process.env.WEB_ORIGIN ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' });

export async function GET(request) {
  return new Response(request.url, { headers: { ...corsHeaders(request.headers.get('Origin') ?? '') } });
}
