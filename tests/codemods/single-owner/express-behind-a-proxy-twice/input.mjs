import express from 'express'
import cors from 'cors'

const app = express()

app.use(cors())
app.options('/{*path}', cors())
app.get('/', (req, res) => res.json({ ok: true }))

export default app
