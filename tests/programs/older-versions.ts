import path from 'node:path';
import type { Installed } from '../harness/installed.js';
import type { Fixture } from './fixture.js';

/** An older version of a library, under the name it has here, and what is different with it. */
interface OlderVersion {
  readonly installed: Readonly<Record<string, Installed>>;
  /** When its answers vary, where that is not as in the newest. */
  readonly varies?: Fixture['varies'];
  /** The programs that let nobody in with it. */
  readonly closes?: readonly string[];
  /** The programs that need a person: its functions are not given what the rewrite reads. */
  readonly needsYou?: readonly string[];
}

/** By the folder of the programs, which are for the newest version. */
const OLDER: Readonly<Record<string, readonly OlderVersion[]>> = {
  'elysia-cors': [{ installed: { '@elysiajs/cors': { name: 'elysia-cors-1-2', version: '1.2.0' } } }],
  'fastify-cors': [
    { installed: { '@fastify/cors': { name: 'fastify-cors-10', version: '10.1.0' } } },
    {
      installed: {
        '@fastify/cors': { name: 'fastify-cors-8', version: '8.5.0' },
        fastify: { name: 'fastify-4', version: '4.29.1' },
      },
    },
  ],
  'hono-cors': [
    { installed: { hono: { name: 'hono-4-12', version: '4.12.24' } } },
    {
      installed: { hono: { name: 'hono-4-0', version: '4.0.0' } },
      needsYou: ['worker.mjs', 'worker-with-bindings.ts', 'worker-with-fallback.ts'],
    },
  ],
  'koa-cors': [
    { installed: { '@koa/cors': { name: 'koa-cors-4', version: '4.0.0' } } },
    { installed: { '@koa/cors': { name: 'koa-cors-3', version: '3.4.3' } } },
  ],
  'middy-http-cors': [
    { installed: { '@middy/http-cors': { name: 'middy-http-cors-5', version: '5.5.1' } } },
    {
      installed: { '@middy/http-cors': { name: 'middy-http-cors-4', version: '4.7.0' } },
      closes: ['name-beside-wildcard.mjs'],
    },
  ],
  'tinyhttp-cors': [
    {
      installed: { '@tinyhttp/cors': { name: 'tinyhttp-cors-2-0-0', version: '2.0.0' } },
      varies: 'never',
      closes: ['credentialed-wildcard.ts'],
    },
  ],
};

/** A program that is run with an older version of its library. */
export interface OnOlderVersion extends Pick<OlderVersion, 'installed'> {
  /** A name that says so. */
  readonly name: string;
  readonly fixture: Fixture;
  readonly isClosed: boolean;
}

/** The programs among `fixtures` with every older version of their library that is installed. */
export const onOlderVersions = (fixtures: readonly Fixture[]): OnOlderVersion[] =>
  fixtures.flatMap((fixture) => {
    const { dir, base } = path.parse(fixture.name);
    return (OLDER[dir] ?? []).map(({ installed, varies = fixture.varies, closes = [], needsYou = [] }) => ({
      name: `${fixture.name} on ${Object.entries(installed)
        .map(([name, { version }]) => `${name} ${version}`)
        .join(', ')}`,
      fixture: { ...fixture, varies, needsYou: fixture.needsYou || needsYou.includes(base) },
      installed,
      isClosed: closes.includes(base),
    }));
  });
