const headers = (origin) => ({
  'Content-Type': 'application/json',
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}), Vary: 'Origin',
  'Access-Control-Allow-Credentials': true,
});

exports.handler = async (event) => {
  if (!event.body) {
    return { statusCode: 400, headers: headers(event.headers?.origin ?? event.headers?.Origin ?? ''), body: JSON.stringify({ error: 'empty' }) };
  }
  return { statusCode: 200, headers: headers(event.headers?.origin ?? event.headers?.Origin ?? ''), body: event.body };
};
