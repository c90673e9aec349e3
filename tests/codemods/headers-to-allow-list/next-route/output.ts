export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  return Response.json(
    { page: searchParams.get('page') },
    { headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '') ? { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '' } : {}), Vary: 'Origin' } },
  );
}

export async function OPTIONS(request: Request) {
  return new Response(null, {
    status: 204,
    headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '') ? { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '' } : {}), Vary: 'Origin', 'Access-Control-Allow-Methods': 'GET' },
  });
}
