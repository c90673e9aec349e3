import { addressIn } from '../../source/address.js';
import { productionValue } from '../environment.js';
import { getMember, memberOfUnknown } from '../members.js';
import { ownEntries } from '../natives/object-members.js';
import { isSame } from '../operators.js';
import { Exit, type Run } from '../run.js';
import { iterate } from '../iterate.js';
import {
  ErrorValue,
  HostObject,
  native,
  ObjectValue,
  opaque,
  PlainObject,
  Unknown,
  type Value,
} from '../values.js';

type Read = (run: Run, environment: Value, name: string) => Value;

const reads = new WeakMap<HostObject, Read>();

/** Validators that give a text as it is, and those that make something else of it. */
const TEXTS = new Set(['str', 'url']);
const OTHERS = new Set(['bool', 'email', 'host', 'json', 'num', 'port']);

/**
 * `envalid` 8.2.0: `cleanEnv(environment, { NAME: str({ default, devDefault, choices }) })`. A variable that is missing takes
 * its default, and without one the program ends (`dist/core.js`, `getSanitizedEnv`; `dist/reporter.js`); held against it by
 * tests/interpret/environment-modules.test.ts.
 */
export function cleanEnvModule(): Value {
  const unseen = opaque("'envalid' is another module");
  const module: Value = new HostObject('envalid', (_run, key) => {
    if (key === 'default') return module;
    if (key === 'cleanEnv')
      return native(key, (run, [environment, specs]) => cleanEnv(run, environment, specs));
    return TEXTS.has(key) || OTHERS.has(key)
      ? native(key, (_reader, [options]) => validator(key, options))
      : memberOfUnknown(unseen, key);
  });
  return module;
}

function validator(kind: string, options: Value): Value {
  const made = new HostObject('validator', () => undefined);
  reads.set(made, (run, environment, name) => {
    const value = getMember(run, environment, name);
    if (value instanceof Unknown) return value;
    if (value === undefined) return missing(run, name, options);
    if (!TEXTS.has(kind)) return opaque(`the variable ${name} as ${kind}`);
    if (kind === 'url' && !(typeof value === 'string' && addressIn(value) !== undefined))
      return refuse(name, 'is no address');
    const choices = options instanceof ObjectValue ? getMember(run, options, 'choices') : undefined;
    const allowed = choices === undefined ? undefined : iterate(run, choices);
    if (allowed instanceof Unknown || (allowed && !allowed.some((each) => isSame(run, each, value))))
      return opaque(`the variable ${name}, one of some values`, 'string');
    return value;
  });
  return made;
}

function missing(run: Run, name: string, options: Value): Value {
  const entries = options instanceof ObjectValue ? ownEntries(run, options) : [];
  if (entries instanceof Unknown) return entries;
  const given = new Map(entries);
  const isProduction = run.readEnvironment('NODE_ENV') === productionValue('NODE_ENV');
  if (!isProduction && given.get('devDefault') !== undefined) return given.get('devDefault');
  // A default that is undefined says that the variable may be missing.
  return given.has('default') ? given.get('default') : refuse(name, 'is missing');
}

function refuse(name: string, why: string): never {
  throw new Exit(new ErrorValue('Error', `the variable ${name} ${why}`));
}

function cleanEnv(run: Run, environment: Value, specs: Value): Value {
  const entries = specs instanceof ObjectValue ? ownEntries(run, specs) : undefined;
  if (!entries || entries instanceof Unknown) return opaque('an environment described elsewhere');
  const cleaned = new PlainObject();
  for (const [name, spec] of entries) {
    const read = spec instanceof HostObject ? reads.get(spec) : undefined;
    const value = read ? read(run, environment, name) : opaque('a validator out of sight');
    cleaned.slots.set(name, { value, writer: undefined });
  }
  return cleaned;
}
