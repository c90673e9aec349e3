import { awaited, call } from '../../interpret/call.js';
import { Thrown, type Run } from '../../interpret/run.js';
import { native, PromiseValue, type Value } from '../../interpret/values.js';
import type { Passage } from './application.js';

/** Calls middleware that is given a context, and what awaits the middleware behind it: without that the request ends there. */
export function passageWith(run: Run, layer: Value, context: Value): Passage {
  let passes = false;
  const next = native('next', () => {
    passes = true;
    return new PromiseValue('fulfilled', undefined);
  });
  try {
    awaited(call(run, layer, undefined, [context, next]));
  } catch (stop) {
    if (!(stop instanceof Thrown)) throw stop;
  }
  if (passes) return 'passes';
  return run.leaked === undefined ? 'ends' : 'unseen';
}
