const json = (data) => new Response(JSON.stringify(data), { headers: { 'Access-Control-Allow-Origin': '*' } });
const started = json({ started: true });

export async function GET(request) {
  return request.method === 'HEAD' ? started : json({ url: request.url });
}
