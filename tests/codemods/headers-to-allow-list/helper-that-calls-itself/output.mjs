function json(origin, data, tries = 0) {
  try {
    return new Response(JSON.stringify(data), { headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin' } });
  } catch (error) {
    if (tries > 0) throw error;
    return json(origin, String(data), tries + 1);
  }
}

export const GET = async (request) => json(request.headers.get('Origin') ?? '', { url: request.url });
