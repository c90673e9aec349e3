interface ProxyEvent {
  headers: Record<string, string | undefined>;
}

export async function handler(event: ProxyEvent) {
  return {
    statusCode: 200,
    headers: { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(event.headers?.origin ?? event.headers?.Origin ?? '') ? { 'Access-Control-Allow-Origin': event.headers?.origin ?? event.headers?.Origin ?? '' } : {}), Vary: 'Origin' },
    body: JSON.stringify({ ok: true, agent: event.headers['user-agent'] }),
  };
}
