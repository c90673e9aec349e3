import { call } from '../../interpret/call.js';
import { getMember } from '../../interpret/members.js';
import { truthy } from '../../interpret/operators.js';
import { Thrown, type Run } from '../../interpret/run.js';
import {
  ArrayValue,
  isCallable,
  native,
  type NativeFunction,
  ObjectValue,
  opaque,
  platformError,
  PromiseValue,
  type NativeCode,
  type Value,
} from '../../interpret/values.js';

/** The names under which strategies of passport register that look for a token or a password in `Authorization`. */
const STRATEGIES: ReadonlySet<Value> = new Set(['basic', 'bearer', 'jwt']);

/** Reads the header `Authorization` from what a layer is given first. */
type ReadToken = (run: Run, given: Value) => Value;

const ofHeaders: ReadToken = (run, given) =>
  getMember(run, getMember(run, given, 'headers'), 'authorization');
const ofHono: ReadToken = (run, context) => {
  const request = getMember(run, context, 'req');
  return call(run, getMember(run, request, 'header'), request, ['authorization']);
};

/** Whether a request has credentials, and the right ones: that is for the library to say. */
const isKnown = (run: Run, token: Value): boolean =>
  truthy(run, token) && run.decide(opaque('whether the credentials are right'));

const refusal = (): Thrown => new Thrown(platformError('Error', 'a request without credentials'));

/** A layer of Express, or a hook of Fastify. */
const calling = (): NativeFunction =>
  layer((run, [request, response, next]) =>
    isKnown(run, ofHeaders(run, request))
      ? call(run, next, undefined, [])
      : call(run, getMember(run, response, 'send'), response, []),
  );

/** A layer of Koa or Hono. */
const awaiting = (read: ReadToken): NativeFunction =>
  layer((run, [context, next]) => {
    if (!isKnown(run, read(run, context))) throw refusal();
    return call(run, next, undefined, []);
  });

/** A layer with members nobody knows, such as `unless`. */
function layer(code: NativeCode): NativeFunction {
  const made = native('a layer that asks for credentials', code);
  made.unseenMembers = opaque('a member of a layer that asks for credentials');
  return made;
}

/** `passport.authenticate(name)`; with a function of its own the program decides (0.7.0, `lib/middleware/authenticate.js`). */
const passport =
  (made: NativeFunction): Make =>
  (_run, [names, ...others]) => {
    const asked = names instanceof ArrayValue ? names.items : [names];
    const isSeen = asked.length > 0 && asked.every((name) => STRATEGIES.has(name));
    return isSeen && !others.some(isCallable) ? made : undefined;
  };

/** What a library makes for these arguments; undefined where that is not known. */
type Make = (run: Run, args: readonly Value[], node: Parameters<NativeCode>[3]) => Value;

/** Options that leave it to the program what is a token, or let everybody pass, make it unknown what a layer does. */
const unlessGiven =
  (options: readonly string[], made: NativeFunction): Make =>
  (run, [given]) =>
    given instanceof ObjectValue && options.every((name) => getMember(run, given, name) === undefined)
      ? made
      : undefined;

/** Calls a method of the instance that a plugin of Fastify is registered with. */
const telling = (
  run: Run,
  instance: Value,
  method: string,
  args: readonly Value[],
  node: Parameters<NativeCode>[3],
): Value => call(run, getMember(run, instance, method), instance, args, node);

/** @fastify/bearer-auth 10.1.3 adds its hook by itself (`index.js`:44–59). */
const bearerAuth: Make = (run, [instance, options], node) => {
  const hook = options instanceof ObjectValue ? getMember(run, options, 'addHook') : undefined;
  const stage = hook === undefined || hook === true ? 'onRequest' : hook;
  return typeof stage === 'string' ? telling(run, instance, 'addHook', [stage, calling()], node) : undefined;
};

/** @fastify/basic-auth 6.3.0 gives the instance a hook to add (`index.js`:80). */
const basicAuth: Make = (run, [instance], node) =>
  telling(run, instance, 'decorate', ['basicAuth', calling()], node);

/** @fastify/jwt 10.2.8 gives requests a method that throws (`index.js`:245, 307–352), under this name if it is given no other. */
const fastifyJwt: Make = (run, [instance, options], node) => {
  const read = (holder: Value, name: string): Value =>
    holder instanceof ObjectValue ? getMember(run, holder, name) : undefined;
  const isOther = ['jwtVerify', 'namespace'].some((name) => read(options, name) !== undefined);
  if (isOther || read(read(options, 'verify'), 'extractToken') !== undefined) return undefined;
  const verify = native('jwtVerify', (again, _args, request) =>
    isKnown(again, ofHeaders(again, request))
      ? new PromiseValue('fulfilled', opaque('what a token says'))
      : new PromiseValue('rejected', refusal().value),
  );
  return telling(run, instance, 'decorateRequest', ['jwtVerify', verify], node);
};

/**
 * Libraries whose layers refuse a request that carries no credentials, as no preflight does; what each makes, by the module
 * and the name it is exported under. `express-jwt` is none of them: it lets preflights by that ask for `Authorization`
 * (8.5.1, `dist/index.js`:74–83). Held against booted applications by tests/programs/composed.test.ts.
 */
const LIBRARIES: readonly (readonly [module: string, name: string, make: Make])[] = [
  ['express-basic-auth', 'default', unlessGiven([], calling())],
  ['passport', 'authenticate', passport(calling())],
  ['koa-passport', 'authenticate', passport(awaiting(ofHeaders))],
  ['koa-jwt', 'default', unlessGiven(['getToken', 'passthrough'], awaiting(ofHeaders))],
  ['hono/jwt', 'jwt', unlessGiven([], awaiting(ofHono))],
  ['hono/bearer-auth', 'bearerAuth', unlessGiven([], awaiting(ofHono))],
  ['hono/basic-auth', 'basicAuth', unlessGiven([], awaiting(ofHono))],
  ['@fastify/bearer-auth', 'default', bearerAuth],
  ['@fastify/basic-auth', 'default', basicAuth],
  ['@fastify/jwt', 'default', fastifyJwt],
];

/** The modules of these libraries. */
export const authenticationModules: ReadonlyMap<string, () => Value> = new Map(
  LIBRARIES.map(([module, name, make]) => [module, () => moduleWith(module, name, make)]),
);

function moduleWith(module: string, name: string, make: Make): Value {
  const unseen = opaque(`'${module}' is another module`);
  const made: NativeCode = (run, args, _self, node) => make(run, args, node) ?? unseen;
  const whole = native(module, name === 'default' ? made : () => unseen);
  whole.unseenMembers = unseen;
  whole.slots.set('default', { value: whole, writer: undefined });
  if (name !== 'default') whole.slots.set(name, { value: native(name, made), writer: undefined });
  return whole;
}
