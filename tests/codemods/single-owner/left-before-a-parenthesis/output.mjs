import express from 'express'
import cors from 'cors'

const app = express()
const start = async () => app.set('ready', true)
app.use(cors())
;(async () => { await start() })()

export default app
