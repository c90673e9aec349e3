const withCors = (response) => {
  response.headers.set('Access-Control-Allow-Origin', '*');
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST');
  return response;
};

export const OPTIONS = async () => withCors(new Response(null, { status: 204 }));

export async function GET(request) {
  return withCors(Response.json({ url: request.url }));
}
