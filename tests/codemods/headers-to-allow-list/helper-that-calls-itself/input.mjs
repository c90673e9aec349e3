function json(data, tries = 0) {
  try {
    return new Response(JSON.stringify(data), { headers: { 'Access-Control-Allow-Origin': '*' } });
  } catch (error) {
    if (tries > 0) throw error;
    return json(String(data), tries + 1);
  }
}

export const GET = async (request) => json({ url: request.url });
