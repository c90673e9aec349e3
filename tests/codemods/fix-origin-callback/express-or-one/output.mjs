import cors from 'cors'
import express from 'express'

const trusted = ['https://app.example.com']

const app = express()
app.use(cors({ origin: (origin, cb) => cb(null, trusted.includes(origin)), credentials: true }))
app.get('/', (req, res) => res.json({}))

export default app
