interface ProxyEvent {
  headers: Record<string, string | undefined>;
}

export async function handler(event: ProxyEvent) {
  return {
    statusCode: 200,
    headers: { 'Access-Control-Allow-Origin': '*' },
    body: JSON.stringify({ ok: true, agent: event.headers['user-agent'] }),
  };
}
