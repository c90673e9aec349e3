export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  return Response.json(
    { status: 'ok', region: searchParams.get('region') },
    { headers: { 'Access-Control-Allow-Origin': '*' } },
  );
}
