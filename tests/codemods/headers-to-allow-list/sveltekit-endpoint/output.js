import { json } from '@sveltejs/kit';

export async function GET({ url, request }) {
  return json({ q: url.searchParams.get('q') }, { headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(request.headers.get('Origin') ?? '') ? { 'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '' } : {}), Vary: 'Origin' } });
}
