import NextCors from 'nextjs-cors';

export default async function handler(req, res) {
  await NextCors(req, res, { methods: ['GET', 'HEAD'], origin: '*', optionsSuccessStatus: 200 });
  res.json({ message: 'hello' });
}
