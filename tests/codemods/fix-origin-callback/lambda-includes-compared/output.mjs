const ALLOWED = ['https://app.example.com'];

export const handler = async (event) => {
  const origin = event.headers?.origin ?? '';
  const isAllowed = ALLOWED.includes(origin);
  return {
    statusCode: 200,
    headers: { Vary: 'Origin', ...(isAllowed && { 'Access-Control-Allow-Origin': origin }) },
    body: '{}',
  };
};
