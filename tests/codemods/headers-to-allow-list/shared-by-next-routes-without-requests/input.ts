const corsHeaders: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, OPTIONS',
}

export async function GET(request: Request) {
  return Response.json({ url: request.url }, { headers: corsHeaders })
}

export async function OPTIONS() {
  return new Response(null, { status: 204, headers: corsHeaders })
}
