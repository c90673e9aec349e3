import 'reflect-metadata';
import { Controller, Get, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { http } from '@example/config';

@Controller('balance')
class BalanceController {
  @Get()
  balance() {
    return { balance: 42 };
  }
}

@Module({ controllers: [BalanceController] })
class AppModule {}

export async function createApp(): Promise<INestApplication> {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.enableCors({ ...http.cors, methods: ['GET', 'POST'] });
  return app;
}
