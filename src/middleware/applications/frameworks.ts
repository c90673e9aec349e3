import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import { getMember, memberOfUnknown } from '../../interpret/members.js';
import {
  HostObject,
  NativeFunction,
  ObjectValue,
  opaque,
  type NativeCode,
  type Value,
} from '../../interpret/values.js';
import { Application, type Framework } from './application.js';
import { authenticationModules } from './authentication-layers.js';
import { express } from './express.js';
import { fastify, fastifyPlugin } from './fastify.js';
import { hono } from './hono.js';
import { koa } from './koa.js';
import { NEST_REGISTERS, nestHanded, nestModules } from './nest.js';

/** What makes applications and routers of a framework: packages, or some of what they export. */
interface Maker {
  readonly framework: Framework;
  readonly packages: readonly string[];
  /** The exports that make one; `default` is the package itself. */
  readonly exports: readonly string[];
}

const MAKERS: readonly Maker[] = [
  { framework: express, packages: ['express'], exports: ['default', 'Router'] },
  { framework: koa, packages: ['koa'], exports: ['default'] },
  { framework: koa, packages: ['@koa/router', 'koa-router'], exports: ['default', 'Router'] },
  { framework: fastify, packages: ['fastify'], exports: ['default', 'fastify'] },
  { framework: hono, packages: ['hono'], exports: ['Hono'] },
];

/** The methods that register something, of whatever framework. */
const REGISTERS: ReadonlySet<string> = new Set([
  ...MAKERS.flatMap(({ framework }) => [...framework.registers]),
  ...NEST_REGISTERS,
]);

/** The framework of an application that a file is handed: the one it imports, else Express. */
export function frameworkOf(file: SourceFile): Framework {
  const imports = importedModules(file);
  if (imports.has('@nestjs/common') || imports.has('@nestjs/core')) return nestHanded(file);
  return MAKERS.find(({ packages }) => packages.some((name) => imports.has(name)))?.framework ?? express;
}

/** Whether a method of that name registers something when it is given so many arguments, or decides what is registered. */
export const registers = (file: SourceFile, method: string, count: number): boolean =>
  REGISTERS.has(method)
    ? count > 0 || method === 'enableCors'
    : (frameworkOf(file).prepares?.has(method) ?? false);

/**
 * The packages that make applications, as modules of a program.
 *
 * @param made takes the applications that the program makes.
 */
export const applicationModules = (made: Application[]): ReadonlyMap<string, () => Value> =>
  new Map([
    ['fastify-plugin', fastifyPlugin],
    ...nestModules(made),
    ...authenticationModules,
    ...MAKERS.flatMap((maker) =>
      maker.packages.map((name) => [name, () => moduleOf(name, maker, made)] as const),
    ),
  ]);

function moduleOf(name: string, { framework, exports }: Maker, made: Application[]): Value {
  const unseen = opaque(`'${name}' is another module`);
  const make: NativeCode = (run, [options]) => {
    const prefix = options instanceof ObjectValue ? getMember(run, options, 'prefix') : undefined;
    const application = new Application(framework, prefix);
    made.push(application);
    return application;
  };
  const maker = new NativeFunction(name, make, make);
  maker.unseenMembers = unseen;
  for (const key of exports) maker.slots.set(key, { value: maker, writer: undefined });
  if (exports.includes('default')) return maker;
  return new HostObject(name, (_run, key) => (exports.includes(key) ? maker : memberOfUnknown(unseen, key)));
}
