import cors from '@koa/cors';
import Koa from 'koa';

const app = new Koa();
app.use(
	cors({
		origin: () => '*',
		maxAge: 600,
	}),
);
app.use((ctx) => {
	ctx.body = 'data';
});

export default app;
