import { describe, it } from 'vitest';
import { expectAgreement } from './agreement.js';

const program = (adapter: string, decorators: string): string => `import 'reflect-metadata';
import { All, Controller, Get, Header, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

const A = 'https://app.example.com';

@Controller()
class Data {
  ${decorators}
  read() {
    return { data: true };
  }
}

@Module({ controllers: [Data] })
class AppModule {}

export default NestFactory.create(AppModule, ${adapter}{ logger: false });
`;

const decorators = [
  `@All() @Header('Access-Control-Allow-Origin', '*')`,
  `@Get() @Header('Access-Control-Allow-Origin', '*')`,
  `@Post() @Header('Access-Control-Allow-Origin', '*')`,
  `@Header('access-control-allow-origin', '*') @Get() @All()`,
  `@All() @Header('Access-Control-Allow-Origin', A) @Header('Vary', 'Accept, Origin')`,
  `@All() @Header('Access-Control-Allow-Origin', '*') @Header('Access-Control-Allow-Credentials', 'true')`,
  `@All() @Header('Access-Control-Allow-Origin', '*') @Header('access-control-allow-origin', A)`,
  `@All() @Header('Access-Control-Allow-Origin', A) @Header('Access-Control-Allow-Origin', '*')`,
  `@All() @Header('Access-Control-Allow-Origin', () => '*')`,
  `@All() @Header('Access-Control-Allow-Origin', 'null')`,
  `@All() @Header(['Access-Control', 'Allow-Origin'].join('-'), A) @Header('Access-Control-Allow-Origin', '*')`,
];

describe.each([
  ['Nest on Express', ''],
  ['Nest on Fastify', 'new FastifyAdapter(), '],
])('%s', (_name, adapter) => {
  it.concurrent.for(decorators)('%s', async (given, test) => {
    await expectAgreement({ program: { text: program(adapter, given), language: 'ts' } }, test);
  });
});
