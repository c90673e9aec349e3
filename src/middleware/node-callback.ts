import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { native, type Value } from '../interpret/values.js';
import { Failed, Unanswered } from './middleware.js';

/**
 * Calls a function of the program that answers by a callback `(error, value)`, and goes on with the value it calls back with,
 * the first time it does. Throws `Failed` for an error, and `Unanswered` if the function never calls back.
 *
 * @param isError whether the first argument of the callback counts as an error; by default if it is truthy.
 */
export function answeredBy(
  run: Run,
  ask: (callback: Value) => void,
  proceed: (value: Value) => void,
  isError: (error: Value) => boolean = (error) => truthy(run, error),
): void {
  let calledBack = false;
  const callback = native('callback', (_run, [error, value]) => {
    if (calledBack) return undefined;
    calledBack = true;
    if (isError(error)) throw new Failed(error);
    proceed(value);
    return undefined;
  });
  ask(callback);
  if (!calledBack) throw new Unanswered();
}
