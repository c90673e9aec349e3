const corsHeaders = { 'Access-Control-Allow-Origin': '*' };

export async function GET(request) {
  corsHeaders['X-Path'] = new URL(request.url).pathname;
  return new Response('data', { headers: corsHeaders });
}
