const corsHeaders = (origin: string) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
});

export async function GET(request: Request) {
  const page = new URL(request.url).searchParams.get('page');
  return Response.json({ page }, { headers: corsHeaders(request.headers.get('Origin') ?? '') });
}

export async function POST(request: Request) {
  return Response.json(await request.text(), { status: 201, headers: { ...corsHeaders(request.headers.get('Origin') ?? ''), 'X-Created': 'yes' } });
}

export async function OPTIONS(request: Request) {
  return new Response(null, { status: 204, headers: corsHeaders(request.headers.get('Origin') ?? '') });
}
