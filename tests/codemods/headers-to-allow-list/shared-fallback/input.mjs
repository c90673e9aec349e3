const corsHeaders = { 'Access-Control-Allow-Origin': process.env.WEB_ORIGIN || '*' };

export async function GET(request) {
  return new Response(request.url, { headers: { ...corsHeaders } });
}
