import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';

@Module({})
class AppModule {}

const list = ['https://app.example.com'];

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  app.enableCors({
    origin: (origin: string, callback: (error: Error | null, allow?: unknown) => void) => callback(null, list.indexOf(origin)),
    credentials: true,
  });
  await app.listen(3000);
}

void bootstrap();
