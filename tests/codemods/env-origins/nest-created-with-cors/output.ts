import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Controller()
class DataController {
  @Get()
  read() {
    return 'data';
  }
}

@Module({ controllers: [DataController] })
class AppModule {}

export default NestFactory.create(AppModule, { logger: false, cors: { origin: (_origin, callback) => callback(null, (process.env.CORS_ALLOWED_ORIGINS ?? '').split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')) } });
