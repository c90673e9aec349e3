const CORS_HEADERS = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept-Encoding' };

// which of its parameters is the request nobody can tell
export const list = async (input) => ({ statusCode: 200, headers: { ...CORS_HEADERS, 'X-Path': input.rawPath }, body: '[]' });

export const handler = async (event) => ({ statusCode: event.rawPath === '/' ? 200 : 404, headers: CORS_HEADERS, body: '' });
