import NextCors from 'nextjs-cors';

export default async function handler(req, res) {
  await NextCors(req, res, { methods: ['GET', 'HEAD'], origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), optionsSuccessStatus: 200 });
  res.json({ message: 'hello' });
}
