export const handler = async (event) => {
  const headers = { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(event.headers?.origin ?? event.headers?.Origin ?? '') ? { 'Access-Control-Allow-Origin': event.headers?.origin ?? event.headers?.Origin ?? '' } : {}), Vary: 'Origin' };
  try {
    return { statusCode: 200, headers, body: JSON.stringify(event.pathParameters ?? {}) };
  } catch (error) {
    return { statusCode: 500, headers, body: String(error) };
  }
};
