import { environmentHost } from '../environment.js';
import { memberOfUnknown } from '../members.js';
import type { Run } from '../run.js';
import { HostObject, native, opaque, PlainObject, type Value } from '../values.js';

/**
 * `dotenv` and packages made like it. What `config()` reads from a file goes to the environment, which the model sets as it
 * likes: the result's `parsed` is the environment itself (dotenv 17.2.3, `lib/main.js`, `configDotenv`).
 */
export function dotenvModule(name: string): (run: Run) => Value {
  return (run) => {
    const unseen = opaque(`'${name}' is another module`);
    const config = native('config', () => {
      const result = new PlainObject();
      result.slots.set('parsed', { value: environmentHost(run), writer: undefined });
      return result;
    });
    const module: Value = new HostObject(name, (_run, key) => {
      if (key === 'default') return module;
      return key === 'config' || key === 'configDotenv' ? config : memberOfUnknown(unseen, key);
    });
    return module;
  };
}
