import type { Node } from '../../source/syntax.js';
import { GRANTING_HEADERS } from '../../policy/grants.js';
import type { Exchange } from '../middleware.js';

/** Does something to a response for `node`, and takes note of the granting headers that it changes. */
export function notingWriters<Result>(
  { headers, writers }: Exchange,
  node: Node | undefined,
  act: () => Result,
): Result {
  const before = GRANTING_HEADERS.map((name) => headers.get(name).join());
  const result = act();
  for (const [index, name] of GRANTING_HEADERS.entries())
    if (node && headers.get(name).join() !== before[index]) writers.set(name, node);
  return result;
}
