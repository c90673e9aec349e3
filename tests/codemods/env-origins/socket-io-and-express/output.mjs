import { createServer } from 'node:http';
import cors from 'cors';
import express from 'express';
import { Server } from 'socket.io';

const app = express();
app.use(cors({ origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) }));
app.get('/', (req, res) => res.json({ online: 0 }));

const server = createServer(app);
const io = new Server(server, { cors: { origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')), credentials: true } });
io.on('connection', (socket) => socket.emit('hello'));

export default server;
