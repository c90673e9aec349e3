import cors from 'cors';
import express from 'express';
import { http } from '@example/config';

export const app = express();

app.use(cors(http.cors));

app.get('/profile', (_request, response) => {
  response.json({ name: 'Ada', plan: 'team' });
});
