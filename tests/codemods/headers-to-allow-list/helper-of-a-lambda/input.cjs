const reply = (statusCode, body) => ({
  statusCode,
  headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': true },
  body: JSON.stringify(body),
});

exports.handler = async (event) => {
  // a preflight has nothing to say
  if (event.requestContext.http.method === 'OPTIONS') return reply(204, '');
  return reply(200, { ok: true });
};
