const corsHeaders = (origin: string): Record<string, string> => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' });

const json = (origin: string, data: unknown, status = 200) =>
  new Response(JSON.stringify(data), { status, headers: { ...corsHeaders(origin), 'Content-Type': 'application/json' } });

function failed(origin: string, error: unknown) {
  console.error(error);
  return json(origin, { error: String(error) }, 500);
}

export async function GET(request: Request): Promise<Response> {
  try {
    return json(request.headers.get('Origin') ?? '', { url: request.url });
  } catch (error) {
    return failed(request.headers.get('Origin') ?? '', error);
  }
}

export async function OPTIONS(request: Request): Promise<Response> {
  return new Response(null, { headers: request.method === 'OPTIONS' ? corsHeaders(request.headers.get('Origin') ?? '') : {} });
}
