const headers = {
  'Content-Type': 'application/json',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': true,
};

exports.handler = async (event) => {
  if (!event.body) {
    return { statusCode: 400, headers, body: JSON.stringify({ error: 'empty' }) };
  }
  return { statusCode: 200, headers, body: event.body };
};
