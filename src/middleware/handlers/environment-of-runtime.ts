import type { SourceFile } from '../../source/file.js';
import { DENO_READER, processReader, UNKNOWN_RUNTIME } from '../environment-readers.js';
import type { EnvironmentReader } from '../middleware.js';
import { runtimeOf } from './runtime.js';

const OUT_OF_REACH = 'a Worker is given its variables beside the request, where no option reaches them';

/** How options of a framework that runs everywhere read the environment, where no context is at hand. */
export function environmentOfRuntime(file: SourceFile): EnvironmentReader {
  const runtime = runtimeOf(file);
  if (runtime === 'deno') return DENO_READER;
  if (runtime === 'process') return processReader();
  return processReader(runtime === 'worker' ? OUT_OF_REACH : UNKNOWN_RUNTIME);
}
