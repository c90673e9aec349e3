import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { slotOf } from '../members.js';
import { derived, throwTypeError } from '../operators.js';
import { Exit, Thrown, type Run } from '../run.js';
import {
  ArrayValue,
  isCallable,
  native,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  PromiseValue,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';

/** `value` as a promise: unknown values stay unknown, promises are not nested. */
export function resolved(value: Value): Value {
  if (value instanceof PromiseValue || value instanceof Unknown) return value;
  const then = value instanceof ObjectValue ? slotOf(value, 'then') : undefined;
  // Data nobody knows is taken to be no promise.
  if (then && !(then instanceof Unknown)) return opaque('an object that settles its own way');
  return new PromiseValue('fulfilled', value);
}

/** What `work` returns or throws, as a promise. */
export function settledBy(work: () => Value): Value {
  try {
    return resolved(work());
  } catch (thrown) {
    if (thrown instanceof Thrown && !(thrown instanceof Exit))
      return new PromiseValue('rejected', thrown.value);
    throw thrown;
  }
}

export function promiseMember(run: Run, promise: PromiseValue, name: string): Value {
  const settle = (handler: Value): Value =>
    isCallable(handler) ? settledBy(() => call(run, handler, undefined, [promise.result])) : promise;
  switch (name) {
    case 'then':
      return native(name, (_run, [fulfilled, rejected]) =>
        settle(promise.state === 'fulfilled' ? fulfilled : rejected),
      );
    case 'catch':
      return native(name, (_run, [rejected]) => (promise.state === 'rejected' ? settle(rejected) : promise));
    case 'finally':
      return native(name, (_run, [handler]) => {
        const after = isCallable(handler) ? settledBy(() => call(run, handler, undefined, [])) : promise;
        return after instanceof PromiseValue && after.state === 'rejected' ? after : promise;
      });
    default:
      return undefined;
  }
}

export function promiseConstructor(): Value {
  const construct: NativeCode = (run, [executor]) => {
    let settled: Value;
    const settle = (state: 'fulfilled' | 'rejected') =>
      native(state, (_run, [value]) => {
        settled ??= state === 'fulfilled' ? resolved(value) : new PromiseValue('rejected', value);
        return undefined;
      });
    const started = settledBy(() =>
      call(run, executor, undefined, [settle('fulfilled'), settle('rejected')]),
    );
    if (settled === undefined && started instanceof PromiseValue && started.state === 'rejected')
      return started;
    return settled ?? opaque('a promise that is settled later');
  };
  const promise = new NativeFunction(
    'Promise',
    () => throwTypeError("Promise constructor cannot be invoked without 'new'"),
    construct,
  );
  const statics: Record<string, NativeCode> = {
    resolve: (_run, [value]) => resolved(value),
    reject: (_run, [value]) => new PromiseValue('rejected', value),
    all,
    allSettled,
  };
  for (const [name, code] of Object.entries(statics))
    promise.slots.set(name, { value: native(name, code), writer: undefined });
  return promise;
}

function allSettled(run: Run, [values]: readonly Value[]): Value {
  const items = iterate(run, values);
  if (items instanceof Unknown) return derived(run, items.reason, [items]);
  return resolved(new ArrayValue(items.map((item) => settlement(resolved(item)))));
}

/** What `Promise.allSettled` says of a promise: how it was settled, and with what. */
function settlement(promise: Value): Value {
  if (!(promise instanceof PromiseValue)) return promise;
  const { state, result } = promise;
  const object = new PlainObject();
  object.slots.set('status', { value: state, writer: undefined });
  object.slots.set(state === 'fulfilled' ? 'value' : 'reason', { value: result, writer: undefined });
  return object;
}

function all(run: Run, [values]: readonly Value[]): Value {
  const items = iterate(run, values);
  if (items instanceof Unknown) return derived(run, items.reason, [items]);
  const promises = items.map((item) => resolved(item));
  const rejected = promises.find((item) => item instanceof PromiseValue && item.state === 'rejected');
  return (
    rejected ??
    resolved(new ArrayValue(promises.map((item) => (item instanceof PromiseValue ? item.result : item))))
  );
}
