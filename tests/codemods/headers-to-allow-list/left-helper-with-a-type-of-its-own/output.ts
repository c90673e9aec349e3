type Respond = (data: unknown) => Response;

const json: Respond = (data) => new Response(JSON.stringify(data), { headers: { 'Access-Control-Allow-Origin': '*' } });

export async function GET(request: Request) {
  return json({ url: request.url });
}
