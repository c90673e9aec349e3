export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' },
  body: event.rawPath,
});
