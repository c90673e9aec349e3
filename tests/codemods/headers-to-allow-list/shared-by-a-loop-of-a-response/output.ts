const corsHeaders = (origin: string) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
});

export async function GET(request: Request): Promise<Response> {
  const response = new Response(request.url);
  Object.entries(corsHeaders(request.headers.get('Origin') ?? '')).forEach(([name, value]) => {
    response.headers.set(name, value);
  });
  return response;
}

export const OPTIONS = async (_request: Request): Promise<Response> => new Response(null, { headers: corsHeaders(_request.headers.get('Origin') ?? '') });
