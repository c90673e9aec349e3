import { Hono } from 'hono'

const app = new Hono()
app.get('/', (c) => {
  return c.json({ ok: true }, 200, { 'Access-Control-Allow-Origin': '*' })
})

export default app
