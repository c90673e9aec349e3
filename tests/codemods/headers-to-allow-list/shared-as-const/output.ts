const CORS_HEADERS = (origin: string) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin',
  'Access-Control-Max-Age': '600',
} as const);

export async function GET(request: Request): Promise<Response> {
  return new Response(await request.text(), { headers: CORS_HEADERS(request.headers.get('Origin') ?? '') });
}
