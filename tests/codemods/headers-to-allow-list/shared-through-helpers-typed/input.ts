const corsHeaders: Record<string, string> = { 'Access-Control-Allow-Origin': '*' };

const json = (data: unknown, status = 200) =>
  new Response(JSON.stringify(data), { status, headers: { ...corsHeaders, 'Content-Type': 'application/json' } });

function failed(error: unknown) {
  console.error(error);
  return json({ error: String(error) }, 500);
}

export async function GET(request: Request): Promise<Response> {
  try {
    return json({ url: request.url });
  } catch (error) {
    return failed(error);
  }
}

export async function OPTIONS(request: Request): Promise<Response> {
  return new Response(null, { headers: request.method === 'OPTIONS' ? corsHeaders : {} });
}
