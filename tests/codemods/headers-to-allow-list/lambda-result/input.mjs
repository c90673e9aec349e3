export const handler = async (event) => {
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*', // for the front end
    },
    body: JSON.stringify({ path: event.rawPath }),
  };
};
