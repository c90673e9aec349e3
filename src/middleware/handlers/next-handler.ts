import { truthy } from '../../interpret/operators.js';
import { native, opaque, PromiseValue, Unknown, type Value } from '../../interpret/values.js';

/** `next()` of middleware that awaits it, where it never fails: the handlers behind answer, and nobody knows how. */
export const unseenNext = (): Value => native('next', () => new PromiseValue('fulfilled', undefined));

/** The same where the promise is rejected once a handler behind fails, which some request may bring about. */
export const failingNext = (): Value =>
  native('next', (run) =>
    truthy(run, new Unknown('request', 'whether the handlers behind succeed'))
      ? new PromiseValue('fulfilled', undefined)
      : new PromiseValue('rejected', errorBehind()),
  );

function errorBehind(): Unknown {
  const error = opaque('an error of the handlers behind');
  error.truthy = true;
  return error;
}
