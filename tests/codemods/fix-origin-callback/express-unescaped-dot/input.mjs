import cors from 'cors';
import express from 'express';

export default express()
  .use(cors({ origin: [/^https:\/\/app.example\.com$/], maxAge: 60 }))
  .get('/', (req, res) => res.send('data'));
