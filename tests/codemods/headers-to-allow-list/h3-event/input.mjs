import { H3 } from 'h3';

const app = new H3();
app.all('/', (event) => {
  event.res.headers.set('Access-Control-Allow-Origin', '*');
  return { ok: true };
});

export default app;
