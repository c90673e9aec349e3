import express from 'express';

const allowedOrigins = ['https://app.example.com'];

const app = express();
app.use((req, res, next) => {
  const origin = req.get('Origin');
  // was: if (allowedOrigins.includes(origin))
  res.vary('Origin');
  if (req.headers.origin && allowedOrigins.includes(req.headers.origin)) res.set('Access-Control-Allow-Origin', req.headers.origin);
  res.set('Access-Control-Allow-Credentials', 'true');
  next();
});
app.get('/', (req, res) => res.json({ listed: allowedOrigins.length }));

export default app;
