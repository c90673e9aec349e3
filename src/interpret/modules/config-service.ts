import { memberOfUnknown } from '../members.js';
import { ownEntries } from '../natives/object-members.js';
import { throwTypeError } from '../operators.js';
import type { Run } from '../run.js';
import { HostObject, InjectableClass, native, ObjectValue, opaque, Unknown, type Value } from '../values.js';

/** `@nestjs/config`: its `ConfigService` reads the environment; everything else of it is unknown. */
export function nestConfigModule(): Value {
  const unseen = opaque("'@nestjs/config' is another module");
  return new HostObject('@nestjs/config', (run, key) =>
    key === 'ConfigService' ? configServiceClass(run) : memberOfUnknown(unseen, key),
  );
}

/** The class: `new` makes what Nest hands to a constructor that asks for it. */
function configServiceClass(run: Run): Value {
  const known = run.modules.get('class ConfigService');
  if (known !== undefined) return known;
  const construct = (): Value => configService();
  const made = new InjectableClass(
    'ConfigService',
    () => throwTypeError("Class constructor ConfigService cannot be invoked without 'new'"),
    construct,
  );
  run.modules.set('class ConfigService', made);
  return made;
}

/** A name as environment variables have; others are those of configuration that is loaded elsewhere. */
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/**
 * `get(name, default)` gives the variable or, where it is not set, the default; a second argument with `infer` is no default
 * (@nestjs/config 12.0.1, `dist/config.service.js`:61–97).
 */
function configService(): Value {
  return new HostObject('ConfigService', (_run, key) => {
    if (key !== 'get' && key !== 'getOrThrow') return opaque(`'ConfigService.${key}' is not modelled`);
    return native(key, (run, [name, fallback]) => {
      if (typeof name !== 'string' || !VARIABLE.test(name))
        return opaque('configuration that is loaded elsewhere');
      const value = run.readEnvironment(name);
      if (value !== undefined) return value;
      if (fallback !== undefined && !isOptions(run, fallback)) return fallback;
      return key === 'get' ? undefined : throwTypeError(`Configuration key "${name}" does not exist`);
    });
  });
}

function isOptions(run: Run, value: Value): boolean {
  const entries = value instanceof ObjectValue ? ownEntries(run, value) : [];
  if (entries instanceof Unknown) return false;
  const [[key, part] = [], ...others] = entries;
  return key === 'infer' && part === true && others.length === 0;
}
