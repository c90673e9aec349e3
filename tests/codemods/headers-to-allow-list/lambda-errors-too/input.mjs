export const handler = async (event) => {
  const headers = { 'Access-Control-Allow-Origin': '*' };
  try {
    return { statusCode: 200, headers, body: JSON.stringify(event.pathParameters ?? {}) };
  } catch (error) {
    return { statusCode: 500, headers, body: String(error) };
  }
};
