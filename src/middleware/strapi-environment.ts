import type { Run } from '../interpret/run.js';
import { ArrayValue, HostObject, native, opaque, type Value } from '../interpret/values.js';

/** What an exported function of Strapi's `config` is called with: `env`, which reads the environment (@strapi/utils 5.54.0, `dist/env-helper.js`). */
export const strapiArguments = (): readonly Value[] => {
  const unseen = (key: string): Value => opaque(`'${key}' of Strapi`);
  const env = native('env', (run, [name, byDefault]) => read(run, name, byDefault, (text) => text));
  for (const [method, parse] of Object.entries(METHODS))
    env.slots.set(method, {
      value: native(method, (run, [name, byDefault]) => read(run, name, byDefault, parse)),
      writer: undefined,
    });
  env.unseenMembers = opaque('a method of env');
  return [
    new HostObject('what Strapi gives a configuration', (_run, key) => (key === 'env' ? env : unseen(key))),
  ];
};

/** What its methods make of the text of a variable. */
const METHODS: Readonly<Record<string, (text: string) => Value>> = {
  bool: (text) => text === 'true',
  array: (text) =>
    new ArrayValue(
      text
        .replace(/^\[(.*)\]$/s, '$1')
        .split(',')
        .map((entry) => entry.replace(/^ +| +$/g, '').replace(/^"+|"+$/g, '')),
    ),
};

/** A variable that is empty is there. */
function read(run: Run, name: Value, byDefault: Value, parse: (text: string) => Value): Value {
  if (typeof name !== 'string') return opaque('a variable with an unknown name');
  const text = run.readEnvironment(name);
  return text === undefined ? byDefault : parse(text);
}
