import { H3, handleCors } from 'h3';

const app = new H3();
app.all('/', (event) => {
  const answered = handleCors(event, { origin: (origin) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin), preflight: { statusCode: 204 } });
  if (answered !== false) return answered;
  return { ok: true };
});

export default app;
