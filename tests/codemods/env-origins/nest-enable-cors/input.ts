import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Controller()
class BalanceController {
  @Get()
  read(): { balance: number } {
    return { balance: 42 };
  }
}

@Module({ controllers: [BalanceController] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.enableCors();
  return app;
}

export default bootstrap();
