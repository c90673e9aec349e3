const corsHeaders = { 'Access-Control-Allow-Origin': '*' };

const json = (data) => new Response(JSON.stringify(data), { headers: corsHeaders });

export async function GET(request) {
  if (request.method === 'HEAD') return new Response(null, { headers: corsHeaders });
  return json({ url: request.url });
}
