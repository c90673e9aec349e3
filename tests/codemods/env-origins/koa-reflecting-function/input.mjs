import cors from '@koa/cors'
import Koa from 'koa'

const app = new Koa()
app.use(cors({
  origin: (ctx) => ctx.get('Origin'),
  credentials: true,
  keepHeadersOnError: true
}))
app.use(ctx => { ctx.body = 'data' })

export default app
