import { interpret, plain } from '../harness/interpret.js';
import { ErrorValue } from '../../src/interpret/values.js';

/** What a program throws: the name of the error and, where the platform words its message, why that is unknown. */
export function thrownBy(program: string): string {
  const outcome = interpret(program);
  if (outcome.kind !== 'throws' || !(outcome.value instanceof ErrorValue)) return outcome.kind;
  const message = plain(outcome.value.message);
  const reason =
    typeof message === 'object' && message !== null && 'reason' in message ? message.reason : message;
  return `${outcome.value.name}: ${String(reason)}`;
}
