const CORS_HEADERS = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept-Encoding' };

export const handler = async (event) => ({
  statusCode: event.rawPath === '/' ? 200 : 404,
  headers: { ...CORS_HEADERS },
  body: '',
});
