import { App } from '@tinyhttp/app';
import { cors } from '@tinyhttp/cors';

const app = new App();
app.use(cors({ origin: '*' }));
app.get('/', (_req, res) => {
  res.send('data');
});

export default app.attach;
