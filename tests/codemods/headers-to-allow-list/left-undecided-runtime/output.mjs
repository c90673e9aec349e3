export default {
  async fetch(request) {
    const url = new URL(request.url);
    return new Response(url.pathname, {
      headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' },
    });
  },
};
