import { call } from '../call.js';
import { memberOfUnknown } from '../members.js';
import { truthy } from '../operators.js';
import type { Run } from '../run.js';
import { native, NativeFunction, opaque, type NativeCode, type Unknown, type Value } from '../values.js';

/** `express`: what it makes is an application whose settings we know; everything else of it is unknown. */
export function expressModule(): Value {
  const unseen = opaque("'express' is another module");
  const module = new NativeFunction('express', (run) => application(run, unseen));
  module.unseenMembers = unseen;
  return module;
}

/**
 * An application. `app.get(name)` with nothing else reads a setting, and `env` is `NODE_ENV` or `development`
 * (express 5.3.0 and 4.22.3, `lib/application.js`, `defaultConfiguration` and `methods.forEach`).
 */
function application(run: Run, unseen: Unknown): Value {
  const settings = new Map<string, Value>();
  const made = new NativeFunction('application', () => unseen);
  made.unseenMembers = unseen;
  const unseenCall =
    (name: string): NativeCode =>
    (_run, args, self, node) =>
      call(run, memberOfUnknown(unseen, name), self, args, node);
  const get: NativeCode = (_run, args, self, node) => {
    const [name] = args;
    if (args.length !== 1 || typeof name !== 'string') return unseenCall('get')(run, args, self, node);
    if (settings.has(name)) return settings.get(name);
    if (name !== 'env') return opaque(`the setting '${name}'`);
    const deployment = run.readEnvironment('NODE_ENV');
    return truthy(run, deployment) ? deployment : 'development';
  };
  const set: NativeCode = (_run, args, self, node) => {
    const [name, value] = args;
    if (args.length !== 2 || typeof name !== 'string') return unseenCall('set')(run, args, self, node);
    settings.set(name, value);
    return made;
  };
  made.slots.set('get', { value: native('get', get), writer: undefined });
  made.slots.set('set', { value: native('set', set), writer: undefined });
  return made;
}
