import express from 'express';
import type { Response } from 'express';

const corsHeaders = (origin: string) => ({
  ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
  'Access-Control-Allow-Methods': 'GET, POST',
});

const app = express();

const json = (res: Response, status: number, data: unknown) => {
  res.vary('Origin');
  res.status(status).set({ ...corsHeaders(res.req.headers.origin ?? ''), 'Cache-Control': 'no-store' }).json(data);
};

app.options('/', (_req, res) => {
  res.vary('Origin');
  res.set(corsHeaders(_req.headers.origin ?? '')).sendStatus(204);
});
app.get('/', (_req, res) => {
  json(res, 200, { ok: true });
});

export default app;
