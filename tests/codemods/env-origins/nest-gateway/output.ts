import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';

@WebSocketGateway({ namespace: 'chat', cors: { origin: (_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) } })
export class ChatGateway {
  @SubscribeMessage('message')
  handle(): string {
    return 'hello';
  }
}
