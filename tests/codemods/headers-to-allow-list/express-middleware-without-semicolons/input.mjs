import express from 'express'

const app = express()

app.use((req, res, next) => {
	res.setHeader('Access-Control-Allow-Origin', '*')
	res.setHeader('Access-Control-Allow-Methods', 'GET, POST') // no DELETE
	next()
})
app.get('/', (req, res) => res.send('data'))

export default app
