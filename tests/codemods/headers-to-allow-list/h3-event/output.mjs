import { H3 } from 'h3';

const app = new H3();
app.all('/', (event) => {
  event.res.headers.append('Vary', 'Origin');
  if ((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(event.req.headers.get('Origin') ?? '')) event.res.headers.set('Access-Control-Allow-Origin', event.req.headers.get('Origin') ?? '');
  return { ok: true };
});

export default app;
