export const handler = async (event) => {
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'application/json',
      ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(event.headers?.origin ?? event.headers?.Origin ?? '') ? { 'Access-Control-Allow-Origin': event.headers?.origin ?? event.headers?.Origin ?? '' } : {}), Vary: 'Origin', // for the front end
    },
    body: JSON.stringify({ path: event.rawPath }),
  };
};
