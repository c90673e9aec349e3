import { App } from '@tinyhttp/app';
import { cors } from '@tinyhttp/cors';

const app = new App();
app.use(cors({ origin: (req) => (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').find((allowed) => allowed === req.headers.origin) ?? '' }));
app.get('/', (_req, res) => {
  res.send('data');
});

export default app.attach;
