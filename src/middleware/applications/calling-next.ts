import { awaited, call } from '../../interpret/call.js';
import { truthy } from '../../interpret/operators.js';
import { Thrown, type Run } from '../../interpret/run.js';
import { HostObject, native, type Value } from '../../interpret/values.js';
import type { Exchange } from '../middleware.js';
import type { Passage } from './application.js';

/** What a framework's response has. */
interface Response {
  /** Whether a method of it sends an answer. */
  readonly sends: (method: string) => boolean;
  /** Its members that tell whether one is on its way. */
  readonly flags: ReadonlySet<string>;
  /** What goes on to the next though it is no error. */
  readonly passesOn?: ReadonlySet<Value>;
}

/** Calls middleware that is given a request, a response, and a function to call for what comes next, or with an error. */
export function passageThrough(
  run: Run,
  layer: Value,
  { incoming }: Exchange,
  { sends, flags, passesOn = new Set() }: Response,
): Passage {
  let passage: Passage = 'unseen';
  const settle = (seen: Passage): void => {
    if (passage === 'unseen') passage = seen;
  };
  const response: HostObject = new HostObject('response', (_run, key) =>
    flags.has(key)
      ? passage === 'ends'
      : native(key, () => {
          if (sends(key)) settle('ends');
          return response;
        }),
  );
  const next = native('next', (_run, [error]) => {
    settle(truthy(run, error) && !passesOn.has(error) ? 'ends' : 'passes');
    return undefined;
  });
  try {
    awaited(call(run, layer, undefined, [incoming, response, next]));
  } catch (stop) {
    if (!(stop instanceof Thrown)) throw stop;
    settle('ends');
  }
  return passage;
}
