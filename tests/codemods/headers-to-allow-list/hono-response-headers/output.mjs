import { Hono } from 'hono'

const app = new Hono()
app.get('/', (c) => {
  return c.json({ ok: true }, 200, { ...((process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null').includes(c.req.header('Origin') ?? '') ? { 'Access-Control-Allow-Origin': c.req.header('Origin') ?? '' } : {}), Vary: 'Origin' })
})

export default app
