const reply = (origin, statusCode, body) => ({
  statusCode,
  headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin', 'Access-Control-Allow-Credentials': true },
  body: JSON.stringify(body),
});

exports.handler = async (event) => {
  // a preflight has nothing to say
  if (event.requestContext.http.method === 'OPTIONS') return reply(event.headers?.origin ?? event.headers?.Origin ?? '', 204, '');
  return reply(event.headers?.origin ?? event.headers?.Origin ?? '', 200, { ok: true });
};
