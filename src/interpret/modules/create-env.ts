import { environmentHost } from '../environment.js';
import { getMember, memberOfUnknown } from '../members.js';
import { ownEntries } from '../natives/object-members.js';
import { truthy } from '../operators.js';
import type { Run } from '../run.js';
import { HostObject, native, ObjectValue, opaque, PlainObject, Unknown, type Value } from '../values.js';
import { parseOf } from './zod-schema.js';

/**
 * `createEnv` of `@t3-oss/env-core` and `@t3-oss/env-nextjs` 0.13.11: schemas under `server`, `client` and `shared`, read from
 * `runtimeEnv` or, where that is left out, from the environment, with `''` as missing if that is asked for.
 */
export function createEnvModule(name: string): (run: Run) => Value {
  return () => {
    const unseen = opaque(`'${name}' is another module`);
    return new HostObject(name, (_run, key) =>
      key === 'createEnv'
        ? native(key, (run, [options]) => createEnv(run, options))
        : memberOfUnknown(unseen, key),
    );
  };
}

function createEnv(run: Run, options: Value): Value {
  if (!(options instanceof ObjectValue)) return opaque('an environment described elsewhere');
  const given = getMember(run, options, 'runtimeEnv');
  const source = given === undefined ? environmentHost(run) : given;
  const emptyIsMissing = truthy(run, getMember(run, options, 'emptyStringAsUndefined'));
  const result = new PlainObject();
  for (const part of ['server', 'client', 'shared']) {
    const entries = ownEntries(run, getMember(run, options, part));
    if (entries instanceof Unknown) return opaque(entries.reason);
    for (const [key, schema] of entries) {
      const text = getMember(run, source, key);
      const value = parseOf(schema)(run, emptyIsMissing && text === '' ? undefined : text);
      result.slots.set(key, { value, writer: undefined });
    }
  }
  return result;
}
