const withCors = (origin, response) => {
  response.headers.append('Vary', 'Origin');
  if ((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin)) response.headers.set('Access-Control-Allow-Origin', origin);
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST');
  return response;
};

export const OPTIONS = async (request) => withCors(request.headers.get('Origin') ?? '', new Response(null, { status: 204 }));

export async function GET(request) {
  return withCors(request.headers.get('Origin') ?? '', Response.json({ url: request.url }));
}
