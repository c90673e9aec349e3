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

export default NestFactory.create(AppModule, { logger: false, cors: true });
