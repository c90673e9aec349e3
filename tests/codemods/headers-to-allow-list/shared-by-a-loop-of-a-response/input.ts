const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
};

export async function GET(request: Request): Promise<Response> {
  const response = new Response(request.url);
  Object.entries(corsHeaders).forEach(([name, value]) => {
    response.headers.set(name, value);
  });
  return response;
}

export const OPTIONS = async (_request: Request): Promise<Response> => new Response(null, { headers: corsHeaders });
