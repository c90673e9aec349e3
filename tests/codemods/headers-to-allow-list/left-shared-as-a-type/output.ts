const corsHeaders = { 'Access-Control-Allow-Origin': '*' };

export type CorsHeaders = typeof corsHeaders;

export async function GET(request: Request): Promise<Response> {
  return new Response(await request.text(), { headers: corsHeaders });
}
