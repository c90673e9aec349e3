import { H3, handleCors } from 'h3';

const app = new H3();
app.all('/', (event) => {
  const answered = handleCors(event, { origin: '*', preflight: { statusCode: 204 } });
  if (answered !== false) return answered;
  return { ok: true };
});

export default app;
