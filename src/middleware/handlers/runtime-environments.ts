import { HostObject, native, opaque, type Value } from '../../interpret/values.js';
import type { SourceFile } from '../../source/file.js';
import { isUsedAsObject } from './fetch-parameters.js';
import { environmentHost } from './fetch-request.js';

/**
 * What modules export that stands for the environment, by specifier: `env(c)` of `hono/adapter` (4.13.19,
 * `dist/helper/adapter/index.js`), which is that of the runtime, and `env` of `cloudflare:workers`.
 */
export function runtimeEnvironments(file: SourceFile): ReadonlyMap<string, () => Value> {
  const environment = (): Value => environmentHost((name) => isUsedAsObject(file, name));
  return new Map([
    ['hono/adapter', moduleOf('hono/adapter', () => native('env', environment))],
    ['cloudflare:workers', moduleOf('cloudflare:workers', environment)],
  ]);
}

/** A module of which only `env` is known. */
const moduleOf = (name: string, environment: () => Value) => (): Value =>
  new HostObject(name, (_run, key) => (key === 'env' ? environment() : opaque(`'${key}' of '${name}'`)));
