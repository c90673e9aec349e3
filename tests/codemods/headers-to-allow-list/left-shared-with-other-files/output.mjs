export const corsHeaders = { 'Access-Control-Allow-Origin': '*' };

export async function GET(request) {
  return new Response(request.url, { headers: corsHeaders });
}
