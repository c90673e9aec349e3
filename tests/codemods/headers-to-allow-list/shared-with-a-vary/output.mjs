const CORS_HEADERS = (origin) => ({ ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Accept-Encoding, Origin' });

export const handler = async (event) => ({
  statusCode: event.rawPath === '/' ? 200 : 404,
  headers: { ...CORS_HEADERS(event.headers?.origin ?? event.headers?.Origin ?? '') },
  body: '',
});
