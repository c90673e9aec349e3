import type { SourceFile } from '../source/file.js';
import { call } from './call.js';
import { denoEnvironment, environmentHost, moduleEnvironment, processHost } from './environment.js';
import { getMember } from './members.js';
import { cleanEnvModule } from './modules/clean-env.js';
import { nestConfigModule } from './modules/config-service.js';
import { createEnvModule } from './modules/create-env.js';
import { dotenvModule } from './modules/dotenv.js';
import { expressModule } from './modules/express.js';
import { linkedModule } from './modules/linked.js';
import { structuredClone } from './natives/clone.js';
import { constructMap, constructSet } from './natives/collections.js';
import { constructHeaders } from './natives/headers.js';
import { zodModule } from './modules/zod.js';
import { jsonMember } from './natives/json.js';
import { mathHost, NUMBER_FUNCTIONS, numberConstructor } from './natives/numbers.js';
import { objectConstructor } from './natives/object-functions.js';
import { promiseConstructor } from './natives/promise.js';
import { reflectHost } from './natives/reflect.js';
import { responseConstructor } from './natives/response.js';
import { constructRegExp } from './natives/regexp.js';
import { urlConstructor } from './natives/url.js';
import { derived, throwTypeError, toText, truthy } from './operators.js';
import { Thrown, type Run } from './run.js';
import {
  ArrayValue,
  ErrorValue,
  HostObject,
  isCallable,
  native,
  NativeFunction,
  opaque,
  PlainObject,
  PromiseValue,
  Unknown,
  type NativeCode,
  type Value,
  platformError,
} from './values.js';

/** The value of a global name in a file; undefined when the platform has none we model. */
export function globalValue(run: Run, name: string, file = run.file): Value {
  const key = OF_ONE_FILE.has(name) ? `global ${name} of ${file.path}` : `global ${name}`;
  const known = run.modules.get(key);
  if (known !== undefined) return known;
  const value = GLOBALS.get(name)?.(run, file);
  // `module.exports = x` leaves `exports` what it was.
  if (value !== undefined) run.modules.set(key, value);
  return value;
}

/** Globals that every file has for itself. */
const OF_ONE_FILE = new Set(['module', 'exports']);

/** The value of `require(specifier)` or of a whole-module import in a file. */
export function moduleValue(run: Run, specifier: string, from: SourceFile): Value {
  const name = specifier.replace(/^node:/, '');
  const key = name.startsWith('.') && from !== run.file ? `${name} from ${from.path}` : name;
  const known = run.modules.get(key);
  if (known !== undefined) return known;
  const value =
    run.hooks.modules?.get(name)?.() ??
    PLATFORM_MODULES.get(name)?.(run) ??
    linkedModule(run, specifier, from) ??
    opaque(`'${specifier}' is another module`);
  run.modules.set(key, value);
  return value;
}

const PLATFORM_MODULES: ReadonlyMap<string, (run: Run) => Value> = new Map<string, (run: Run) => Value>([
  ['express', expressModule],
  ['@nestjs/config', nestConfigModule],
  ['zod', zodModule],
  ['zod/v4', zodModule],
  ['envalid', cleanEnvModule],
  ...['@t3-oss/env-core', '@t3-oss/env-nextjs'].map((name) => [name, createEnvModule(name)] as const),
  ...['dotenv', '@dotenvx/dotenvx', 'dotenv-flow'].map((name) => [name, dotenvModule(name)] as const),
  ['process', processHost],
  ['url', () => host('url', (run, key) => (key === 'URL' ? globalValue(run, 'URL') : undefined))],
]);

/** A host object of which `read` knows some members; the others are unknown. */
const host = (name: string, read: (run: Run, key: string) => Value): Value =>
  new HostObject(name, (run, key) => read(run, key) ?? opaque(`'${name}.${key}' is not modelled`));

/** A function that makes objects with `new`, and does the same or `callable` without. */
const constructor =
  (name: string, construct: NativeCode, callable: NativeCode = construct) =>
  () =>
    new NativeFunction(name, callable, construct);

const onlyWithNew = (name: string, construct: NativeCode) =>
  constructor(name, construct, () => throwTypeError(`Constructor ${name} requires 'new'`));

const makeError =
  (name: string): NativeCode =>
  (run, [message]) =>
    new ErrorValue(name, message === undefined ? '' : toText(run, message));

/** The classes of errors that programs make and test for. */
export const ERRORS: ReadonlySet<string> = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError']);

const makeArray: NativeCode = (run, args) => {
  if (args.length === 1 && (typeof args[0] === 'number' || args[0] instanceof Unknown))
    return opaque('an array of a given length');
  run.spendItems(args.length);
  return new ArrayValue([...args]);
};

/** `String(value)`. */
const textOf: NativeCode = (run, args) => {
  const text = args.length === 0 ? '' : toText(run, args[0]);
  return typeof text === 'string' ? text : derived(run, 'a text', [text], 'string');
};

/** `encodeURIComponent` and its like. */
const coded =
  (code: (text: string) => string): NativeCode =>
  (run, [value]) => {
    const text = toText(run, value);
    if (typeof text !== 'string') return derived(run, 'an encoded text', [text], 'string');
    run.spendText(text.length);
    try {
      return code(text);
    } catch {
      throw new Thrown(platformError('URIError', 'URI malformed'));
    }
  };

/** A callback that runs soon: for the answer to a request, as good as now. */
const later: NativeCode = (run, [callback, _delay, ...args]) => {
  if (run.phase === 'request' && isCallable(callback)) call(run, callback, undefined, args);
  return opaque('a timer');
};

/** Another server's response: it comes, and nobody knows what it is. */
const fetched: NativeCode = (run) => {
  const response = opaque('the response of another server');
  run.unseenResults.add(response);
  return new PromiseValue('fulfilled', response);
};

const requireModule: NativeCode = (run, [specifier], _thisValue, call) =>
  typeof specifier === 'string'
    ? moduleValue(run, specifier, call ? run.file.fileOf(call) : run.file)
    : opaque('a module');

function moduleObject(): Value {
  const module = new PlainObject();
  module.slots.set('exports', { value: new PlainObject(), writer: undefined });
  return module;
}

const FUNCTIONS: ReadonlyMap<string, NativeCode> = new Map<string, NativeCode>([
  ...NUMBER_FUNCTIONS,
  ['require', requireModule],
  ['fetch', fetched],
  ['encodeURIComponent', coded(encodeURIComponent)],
  ['decodeURIComponent', coded(decodeURIComponent)],
  ['encodeURI', coded(encodeURI)],
  ['decodeURI', coded(decodeURI)],
  ['structuredClone', structuredClone],
  ['setTimeout', later],
  ['setImmediate', later],
  ['queueMicrotask', later],
]);

const globalObject = () => host('globalThis', (run, key) => globalValue(run, key));

const GLOBALS: ReadonlyMap<string, (run: Run, file: SourceFile) => Value> = new Map<
  string,
  (run: Run, file: SourceFile) => Value
>([
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['process', processHost],
  ['Bun', () => host('Bun', (run, key) => (key === 'env' ? environmentHost(run) : undefined))],
  ['Deno', () => host('Deno', (run, key) => (key === 'env' ? denoEnvironment(run) : undefined))],
  [
    'import.meta',
    () => host('import.meta', (run, key) => (key === 'env' ? moduleEnvironment(run) : undefined)),
  ],
  ['globalThis', globalObject],
  ['global', (run) => globalValue(run, 'globalThis')],
  ['module', moduleObject],
  ['exports', (run, file) => getMember(run, globalValue(run, 'module', file), 'exports')],
  ['console', () => new HostObject('console', (_run, key) => native(key, () => undefined))],
  ['JSON', () => new HostObject('JSON', jsonMember)],
  ['Math', mathHost],
  ['Reflect', reflectHost],
  ['Boolean', () => new NativeFunction('Boolean', (run, [value]) => truthy(run, value))],
  ['Number', numberConstructor],
  ['String', () => new NativeFunction('String', textOf)],
  ['Array', constructor('Array', makeArray)],
  ['Object', objectConstructor],
  ['Set', onlyWithNew('Set', constructSet)],
  ['Map', onlyWithNew('Map', constructMap)],
  ['WeakSet', onlyWithNew('WeakSet', constructSet)],
  ['WeakMap', onlyWithNew('WeakMap', constructMap)],
  ['Headers', onlyWithNew('Headers', constructHeaders)],
  ['Response', responseConstructor],
  ['RegExp', constructor('RegExp', constructRegExp)],
  ['URL', urlConstructor],
  ['Promise', promiseConstructor],
  ...[...ERRORS].map((name): [string, () => Value] => [name, constructor(name, makeError(name))]),
  ...[...FUNCTIONS].map(([name, code]): [string, () => Value] => [name, () => native(name, code)]),
]);
