export const load = (url) => fetch(url, { headers: { 'Access-Control-Allow-Origin': '*' } });
