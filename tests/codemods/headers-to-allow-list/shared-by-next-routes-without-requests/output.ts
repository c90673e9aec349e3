const corsHeaders = (origin: string): Record<string, string> => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin',
  'Access-Control-Allow-Methods': 'GET, OPTIONS',
})

export async function GET(request: Request) {
  return Response.json({ url: request.url }, { headers: corsHeaders(request.headers.get('Origin') ?? '') })
}

export async function OPTIONS(request: Request) {
  return new Response(null, { status: 204, headers: corsHeaders(request.headers.get('Origin') ?? '') })
}
