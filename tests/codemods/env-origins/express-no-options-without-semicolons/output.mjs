import cors from "cors"
import express from "express"

const app = express()

app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }))
app.get("/", (_request, response) => response.json({ ok: true }))

export default app
