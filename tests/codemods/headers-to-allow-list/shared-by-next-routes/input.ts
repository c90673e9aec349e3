const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
};

export async function GET(request: Request) {
  const page = new URL(request.url).searchParams.get('page');
  return Response.json({ page }, { headers: corsHeaders });
}

export async function POST(request: Request) {
  return Response.json(await request.text(), { status: 201, headers: { ...corsHeaders, 'X-Created': 'yes' } });
}

export async function OPTIONS(request: Request) {
  return new Response(null, { status: 204, headers: corsHeaders });
}
