export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  return Response.json(
    { page: searchParams.get('page') },
    { headers: { 'Access-Control-Allow-Origin': '*' } },
  );
}

export async function OPTIONS(request: Request) {
  return new Response(null, {
    status: 204,
    headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET' },
  });
}
