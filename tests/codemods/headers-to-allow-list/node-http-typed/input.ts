import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

function answer(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.end(request.method);
}

export default createServer(answer);
