const origin = 'data';

const answer = body => new Response(body + origin, { headers: { 'Access-Control-Allow-Origin': '*' } });
const empty = () => answer('');

export async function GET(request) {
  return request.url.endsWith('/') ? empty() : answer('one');
}
