import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
new Server(server, { cors: { origin: /^https:\/\/app.example\.com$/ } });

export default server;
