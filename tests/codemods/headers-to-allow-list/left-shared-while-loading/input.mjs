const corsHeaders = { 'Access-Control-Allow-Origin': '*' };
const jsonHeaders = { ...corsHeaders, 'Content-Type': 'application/json' };

export async function GET(request) {
  return new Response(JSON.stringify(request.url), { headers: jsonHeaders });
}
