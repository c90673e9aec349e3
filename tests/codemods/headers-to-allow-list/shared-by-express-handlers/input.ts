import express from 'express';
import type { Response } from 'express';

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
};

const app = express();

const json = (res: Response, status: number, data: unknown) => {
  res.status(status).set({ ...corsHeaders, 'Cache-Control': 'no-store' }).json(data);
};

app.options('/', (_req, res) => {
  res.set(corsHeaders).sendStatus(204);
});
app.get('/', (_req, res) => {
  json(res, 200, { ok: true });
});

export default app;
