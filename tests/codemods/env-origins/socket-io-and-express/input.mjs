import { createServer } from 'node:http';
import cors from 'cors';
import express from 'express';
import { Server } from 'socket.io';

const app = express();
app.use(cors());
app.get('/', (req, res) => res.json({ online: 0 }));

const server = createServer(app);
const io = new Server(server, { cors: { origin: true, credentials: true } });
io.on('connection', (socket) => socket.emit('hello'));

export default server;
