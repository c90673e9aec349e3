const json = (data) => new Response(JSON.stringify(data), { headers: { 'Access-Control-Allow-Origin': '*' } });

export async function GET(request) {
  return Promise.resolve({ url: request.url }).then(json);
}
