import { json } from '@sveltejs/kit';

export async function GET({ url, request }) {
  return json({ q: url.searchParams.get('q') }, { headers: { 'Access-Control-Allow-Origin': '*' } });
}
