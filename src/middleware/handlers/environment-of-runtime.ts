import type { SourceFile } from '../../source/file.js';
import type { EnvironmentReader } from '../middleware.js';
import { runtimeOf } from './runtime.js';

/**
 * How options of a framework that runs everywhere read the environment, where no context is at hand. A Worker is given its
 * variables beside the request, where no code in their place reaches them.
 */
export function environmentOfRuntime(file: SourceFile): EnvironmentReader {
  const runtime = runtimeOf(file);
  return runtime === 'deno'
    ? { read: (name) => `Deno.env.get('${name}')`, isCertain: true }
    : { read: (name) => `process.env.${name}`, isCertain: runtime === 'process' };
}
