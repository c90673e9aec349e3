import { Unknown, type Value } from '../../src/interpret/values.js';
import { interpret } from '../harness/interpret.js';

/** Whether what a program evaluates to is unknown and the choice of who sends the request, which is `REQUEST` in it. */
export function requestChooses(program: string, replaced: Readonly<Record<string, Value>> = {}): boolean {
  const outcome = interpret(program, {
    replaced: { REQUEST: new Unknown('request', 'the query'), ...replaced },
  });
  return (
    outcome.kind === 'value' && outcome.value instanceof Unknown && outcome.value.provenance === 'request'
  );
}
