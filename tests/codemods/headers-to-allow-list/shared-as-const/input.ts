const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Max-Age': '600',
} as const;

export async function GET(request: Request): Promise<Response> {
  return new Response(await request.text(), { headers: CORS_HEADERS });
}
