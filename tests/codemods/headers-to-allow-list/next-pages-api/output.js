export default function handler(req, res) {
  res.appendHeader('Vary', 'Origin');
  if (req.headers.origin && (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.status(200).json({ name: 'Jane Doe' });
}
