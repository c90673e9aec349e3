exports.handler = function (event, context, callback) {
  callback(null, {
    statusCode: 200,
    headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(event.headers?.origin ?? event.headers?.Origin ?? '') ? { 'Access-Control-Allow-Origin': event.headers?.origin ?? event.headers?.Origin ?? '' } : {}), Vary: 'Origin', 'Access-Control-Allow-Credentials': true },
    body: '{}'
  });
};
