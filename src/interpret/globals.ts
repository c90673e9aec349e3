import { call } from './call.js';
import { iterate } from './iterate.js';
import { forgetMembers, getMember, setMember } from './members.js';
import { constructMap, constructSet } from './natives/collections.js';
import { jsonMember } from './natives/json.js';
import { ownEntries, resolved } from './natives/object-members.js';
import { constructRegExp } from './natives/regexp.js';
import { derived, throwTypeError, toText, truthy, unary } from './operators.js';
import { environmentHost, processHost } from './environment.js';
import { Thrown, type Run } from './run.js';
import {
  ArrayValue,
  ErrorValue,
  HostObject,
  isCallable,
  native,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  PromiseValue,
  Unknown,
  UrlValue,
  type NativeCode,
  type Value,
} from './values.js';

/** The value of a global name; undefined when the platform has none we model. */
export function globalValue(run: Run, name: string): Value {
  const known = run.modules.get(`global ${name}`);
  if (known !== undefined) return known;
  const value = GLOBALS.get(name)?.(run);
  if (value !== undefined) run.modules.set(`global ${name}`, value);
  return value;
}

/** The value of `require(specifier)` or of a whole-module import. */
export function moduleValue(run: Run, specifier: string): Value {
  const known = run.modules.get(specifier);
  if (known !== undefined) return known;
  const name = specifier.replace(/^node:/, '');
  const value = PLATFORM_MODULES.get(name)?.(run) ?? opaque(`'${specifier}' is another module`);
  run.modules.set(specifier, value);
  return value;
}

const PLATFORM_MODULES: ReadonlyMap<string, (run: Run) => Value> = new Map([
  ['process', processHost],
  [
    'url',
    () =>
      new HostObject('url', (run, key) =>
        key === 'URL' ? globalValue(run, 'URL') : opaque('the url module'),
      ),
  ],
]);

const constructor =
  (name: string, construct: NativeCode, callable: NativeCode = construct) =>
  () =>
    new NativeFunction(name, callable, construct);
const hostOf = (name: string, members: Record<string, NativeCode>) => () =>
  new HostObject(name, (_run, key) => {
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    return member && native(key, member);
  });

const errorConstructor = (name: string) =>
  constructor(name, (_run, [message]) => new ErrorValue(name, message ?? ''));

const GLOBALS: ReadonlyMap<string, (run: Run) => Value> = new Map<string, (run: Run) => Value>([
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['process', processHost],
  [
    'Bun',
    () =>
      new HostObject('Bun', (run, key) => (key === 'env' ? environmentHost(run) : opaque('the Bun runtime'))),
  ],
  [
    'Deno',
    () =>
      new HostObject('Deno', (run, key) =>
        key === 'env' ? environmentHost(run) : opaque('the Deno runtime'),
      ),
  ],
  [
    'import.meta',
    () =>
      new HostObject('import.meta', (run, key) =>
        key === 'env' ? environmentHost(run) : opaque('import.meta'),
      ),
  ],
  [
    'globalThis',
    () => new HostObject('globalThis', (run, key) => globalValue(run, key) ?? opaque(`the global '${key}'`)),
  ],
  [
    'require',
    () =>
      native('require', (run, [specifier]) =>
        typeof specifier === 'string' ? moduleValue(run, specifier) : opaque('a module'),
      ),
  ],
  [
    'module',
    () => {
      const module = new PlainObject();
      module.slots.set('exports', { value: new PlainObject(), writer: undefined });
      return module;
    },
  ],
  ['exports', (run) => getMember(run, globalValue(run, 'module'), 'exports')],
  ['console', () => new HostObject('console', (_run, key) => native(key, () => undefined))],
  ['JSON', () => new HostObject('JSON', jsonMember)],
  ['Math', () => new HostObject('Math', () => opaque('mathematics'))],
  ['Boolean', constructor('Boolean', (run, [value]) => truthy(run, value))],
  [
    'Number',
    () => new NativeFunction('Number', (run, [value]) => (value === undefined ? 0 : unary(run, '+', value))),
  ],
  ['String', () => new NativeFunction('String', (run, [value = '']) => toText(run, value))],
  [
    'Array',
    constructor('Array', (_run, args) =>
      args.length === 1 && typeof args[0] === 'number' ? opaque('a sparse array') : new ArrayValue([...args]),
    ),
  ],
  [
    'Object',
    () => {
      const object = new NativeFunction('Object', (_run, [value]) => value ?? new PlainObject());
      for (const [name, code] of Object.entries(OBJECT_FUNCTIONS))
        object.slots.set(name, { value: native(name, code), writer: undefined });
      return object;
    },
  ],
  ['Set', constructor('Set', constructSet)],
  ['Map', constructor('Map', constructMap)],
  ['RegExp', constructor('RegExp', constructRegExp)],
  ['URL', urlConstructor],
  ['Error', errorConstructor('Error')],
  ['TypeError', errorConstructor('TypeError')],
  ['RangeError', errorConstructor('RangeError')],
  ['SyntaxError', errorConstructor('SyntaxError')],
  ['Promise', promiseConstructor],
  [
    'parseInt',
    () =>
      native('parseInt', (run, [text, radix]) => {
        const source = toText(run, text);
        return typeof source === 'string'
          ? Number.parseInt(source, typeof radix === 'number' ? radix : undefined)
          : derived(run, 'a number', [source]);
      }),
  ],
  [
    'encodeURIComponent',
    () =>
      native('encodeURIComponent', (run, [text]) => {
        const source = toText(run, text);
        return typeof source === 'string' && source.isWellFormed?.() !== false
          ? encodeURIComponent(source)
          : opaque('an encoded text');
      }),
  ],
  [
    'decodeURIComponent',
    () =>
      native('decodeURIComponent', (run, [text]) => {
        const source = toText(run, text);
        if (typeof source !== 'string') return source;
        try {
          return decodeURIComponent(source);
        } catch {
          throw new Thrown(new ErrorValue('URIError', 'URI malformed'));
        }
      }),
  ],
  ['structuredClone', hostOf('structuredClone', {})],
  ['setTimeout', () => native('setTimeout', later)],
  ['setImmediate', () => native('setImmediate', later)],
  ['queueMicrotask', () => native('queueMicrotask', later)],
]);

/** A callback that runs soon: for the answer to a request, as good as now. */
function later(run: Run, [callback, _delay, ...args]: readonly Value[]): Value {
  if (run.phase === 'request' && isCallable(callback)) call(run, callback, undefined, args);
  return opaque('a timer');
}

const OBJECT_FUNCTIONS: Record<string, NativeCode> = {
  keys: (run, [value]) => mapEntries(run, value, ([key]) => key),
  values: (run, [value]) => mapEntries(run, value, ([, part]) => part),
  entries: (run, [value]) => mapEntries(run, value, ([key, part]) => new ArrayValue([key, part])),
  freeze: (_run, [value]) => value,
  seal: (_run, [value]) => value,
  create: () => new PlainObject(),
  hasOwn: (run, [object, key]) => {
    const name = toText(run, key);
    return object instanceof ObjectValue && !object.unseenMembers && typeof name === 'string'
      ? object.slots.has(name)
      : opaque('a property test');
  },
  assign: (run, [target, ...sources], _self, node) => {
    for (const source of sources) {
      const entries = ownEntries(run, source);
      if (!(target instanceof ObjectValue)) return target;
      if (entries instanceof Unknown) forgetMembers(target, entries.reason);
      else for (const [key, value] of entries) setMember(run, target, key, value, node);
    }
    return target;
  },
  fromEntries: (run, [iterable]) => {
    const pairs = iterate(run, iterable);
    if (pairs instanceof Unknown) return pairs;
    const object = new PlainObject();
    for (const pair of pairs)
      setMember(run, object, getMember(run, pair, '0'), getMember(run, pair, '1'), undefined);
    return object;
  },
};

function mapEntries(run: Run, value: Value, map: (entry: [string, Value]) => Value): Value {
  if (value === undefined || value === null) throwTypeError('Cannot convert undefined or null to object');
  const entries = ownEntries(run, value);
  return entries instanceof Unknown ? entries : new ArrayValue(entries.map(map));
}

function urlConstructor(): Value {
  const construct: NativeCode = (run, [input, base]) => {
    const text = toText(run, input);
    const baseText = base === undefined ? undefined : toText(run, base);
    if (typeof text !== 'string') return derived(run, 'a URL', [text]);
    if (baseText instanceof Unknown) return derived(run, 'a URL', [baseText]);
    run.step(1 + (text.length >> 4));
    if (!URL.canParse(text, baseText)) throw new Thrown(new ErrorValue('TypeError', 'Invalid URL'));
    return new UrlValue(new URL(text, baseText));
  };
  const value = new NativeFunction(
    'URL',
    () => throwTypeError("Class constructor URL cannot be invoked without 'new'"),
    construct,
  );
  const canParse: NativeCode = (run, [input]) => {
    const text = toText(run, input);
    return typeof text === 'string' ? URL.canParse(text) : derived(run, 'a URL', [text]);
  };
  value.slots.set('canParse', { value: native('canParse', canParse), writer: undefined });
  return value;
}

function promiseConstructor(): Value {
  const construct: NativeCode = (run, [executor]) => {
    let settled: PromiseValue | Unknown | undefined;
    const settle = (state: 'fulfilled' | 'rejected') =>
      native(state, (_run, [value]) => {
        settled ??=
          state === 'fulfilled' && value instanceof PromiseValue ? value : new PromiseValue(state, value);
        return undefined;
      });
    call(run, executor, undefined, [settle('fulfilled'), settle('rejected')]);
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
    all: (run, [values]) => {
      const items = iterate(run, values);
      if (items instanceof Unknown) return items;
      const rejected = items.find((item) => item instanceof PromiseValue && item.state === 'rejected');
      return (
        rejected ??
        resolved(new ArrayValue(items.map((item) => (item instanceof PromiseValue ? item.result : item))))
      );
    },
  };
  for (const [name, code] of Object.entries(statics))
    promise.slots.set(name, { value: native(name, code), writer: undefined });
  return promise;
}
