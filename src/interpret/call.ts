import type { Node } from '../source/syntax.js';
import { instantiate } from './classes.js';
import { settled } from './equality.js';
import { evaluate } from './evaluate.js';
import { executeList } from './execute.js';
import { Frame } from './frame.js';
import { forgetMembers, getMember, memberOfUnknown } from './members.js';
import { CALLBACK_METHODS } from './natives/array-callbacks.js';
import { isThisParameter } from './natives/object-members.js';
import { resolved, settledBy } from './natives/promise.js';
import { derived, throwTypeError } from './operators.js';
import { bindPattern } from './patterns.js';
import { Thrown, type Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  FunctionValue,
  HostObject,
  InjectableClass,
  isCallable,
  NativeFunction,
  ObjectValue,
  opaque,
  PlainObject,
  PromiseValue,
  RegExpValue,
  Unknown,
  UnknownArguments,
  type Value,
} from './values.js';

/**
 * Calls `callee`. What code we cannot see returns is unknown; the functions handed to it while a request is
 * answered are run once each with unknown arguments, as it may call them.
 */
export function call(run: Run, given: Value, thisValue: Value, args: readonly Value[], node?: Node): Value {
  run.step();
  const callee = settled(given);
  if (callee instanceof NativeFunction) return callee.code(run, args, thisValue, node);
  if (callee instanceof FunctionValue) return callFunction(run, callee, thisValue, args);
  if (callee instanceof Unknown && callee.nullish !== true)
    return callUnseen(run, callee, thisValue, args, node);
  if (callee instanceof ClassValue) throwTypeError('Class constructor cannot be invoked without new');
  throwTypeError('not a function');
}

/** `new callee(...args)`. */
export function construct(run: Run, given: Value, args: readonly Value[], node: Node): Value {
  run.step();
  const callee = settled(given);
  if (callee instanceof ClassValue) return instantiate(run, callee, args, node);
  if (callee instanceof NativeFunction) {
    return callee.construct
      ? callee.construct(run, args, undefined, node)
      : opaque(`an object made by ${callee.name}`);
  }
  if (callee instanceof Unknown) return callUnseen(run, callee, undefined, args, undefined);
  if (callee instanceof FunctionValue && callee.node.type !== 'ArrowFunctionExpression')
    return constructed(run, callee, args, node);
  throwTypeError('not a constructor');
}

/** What `new` makes with a function that is no class: a new object, unless the function returns another. */
function constructed(run: Run, callee: FunctionValue, args: readonly Value[], node: Node): Value {
  const instance = new PlainObject();
  instance.origin = node;
  const prototype = getMember(run, callee, 'prototype');
  if (prototype instanceof ObjectValue) instance.inherits = prototype;
  else instance.unseenMembers = opaque('an object with an unknown prototype');
  const result = callFunction(run, callee, instance, args);
  return result instanceof ObjectValue || result instanceof Unknown ? result : instance;
}

/** Methods that answer with a boolean wherever JavaScript has one of that name. */
const TESTS = new Set(['includes', 'has', 'some', 'every', 'startsWith', 'endsWith', 'test']);

function callUnseen(run: Run, callee: Unknown, thisValue: Value, args: readonly Value[], node?: Node): Value {
  const [wanted] = args;
  // `app.get(Class)` of a container gives its instance.
  if (wanted instanceof InjectableClass && node) return construct(run, wanted, [], node);
  run.unseenCalls.push({ receiver: thisValue, method: callee.memberName, args, node });
  if (run.catching > 0 && run.phase === 'request' && [callee, thisValue, ...args].some(isOfRequest))
    failIfAsked(run, callee);
  if (run.phase === 'request' && isGate(run, args, node)) refuseIfAsked(run, callee);
  const result = resultOfUnseen(run, callee, thisValue, args);
  run.unseenResults.add(result);
  return result;
}

/** Whether a value is the request, what holds it, or what the page decides of it. */
const isOfRequest = (value: Value): boolean =>
  value instanceof Unknown ? value.provenance === 'request' : value instanceof HostObject;

/** What is done with a request may fail for some of them: where a `catch` answers then, that is tried as well. */
function failIfAsked(run: Run, { reason }: Unknown): void {
  if (!run.decide(new Unknown('request', `whether code we cannot see succeeds (${reason})`)))
    throw new Thrown(opaque(`an error of code we cannot see (${reason})`));
}

/**
 * Whether a call is made for nothing but what it does with the origin, or is awaited for nothing but what it does with the
 * request: a check in another file throws where it refuses. What is only told of the origin, as a log is, is awaited by nobody.
 */
function isGate(run: Run, args: readonly Value[], node: Node | undefined): boolean {
  const around = node && run.file.parentOf(node);
  if (around?.type === 'AwaitExpression')
    return (
      run.file.parentOf(around)?.type === 'ExpressionStatement' &&
      args.some((arg) => arg instanceof HostObject || isOrigin(run, arg))
    );
  const isByName = node?.type === 'CallExpression' && node.callee.type === 'Identifier';
  return isByName && around?.type === 'ExpressionStatement' && args.length === 1 && isOrigin(run, args[0]);
}

const isOrigin = (run: Run, value: Value): boolean =>
  run.requestOrigin !== undefined && value === run.requestOrigin;

/** Somebody else's check gets the benefit of the doubt. */
function refuseIfAsked(run: Run, { reason }: Unknown): void {
  if (!run.decide(opaque(`whether code we cannot see lets the request by (${reason})`)))
    throw new Thrown(opaque(`what code we cannot see throws (${reason})`));
}

function resultOfUnseen(run: Run, callee: Unknown, thisValue: Value, args: readonly Value[]): Unknown {
  for (const arg of args) {
    if (isCallable(arg)) handOver(run, callee, arg);
    // Whoever is given a pattern that keeps its place may have moved it.
    if (arg instanceof RegExpValue && /[gy]/.test(arg.flags)) forgetMembers(arg, callee.reason);
  }
  const inputs = [thisValue, ...args];
  // A comparison with what the other side holds, as if it were written out.
  if (TESTS.has(callee.memberName ?? '')) return derived(run, callee.reason, [callee, ...inputs], 'boolean');
  return derived(
    run,
    callee.reason,
    inputs.filter((value) => !(value instanceof Unknown) || value.provenance === 'request'),
  );
}

/** Code we cannot see gets a function: it may call it. */
function handOver(run: Run, callee: Unknown, given: Value): void {
  if (run.phase === 'request') {
    run.leaked ??= `a function is handed to code we cannot see (${callee.reason})`;
    if (given instanceof FunctionValue) {
      const args = given.node.params.map(() => opaque(callee.reason));
      call(run, given, undefined, args);
    }
  } else if (given instanceof FunctionValue && CALLBACK_METHODS.has(callee.memberName ?? '')) {
    run.calledUnseen.add(given.node);
  }
}

function callFunction(run: Run, callee: FunctionValue, thisValue: Value, args: readonly Value[]): Value {
  const { node } = callee;
  if (node.generator) {
    // When and how far its body runs is for whoever asks for its values.
    run.calledUnseen.add(node);
    return opaque('a generator');
  }
  run.executed.add(node);
  const isArrow = node.type === 'ArrowFunctionExpression';
  const frame = new Frame(callee.frame, isArrow ? callee.thisValue : thisValue, true);
  return run.nested(() => {
    const body = () => runBody(run, callee, frame, args);
    return node.async ? settledBy(body) : body();
  });
}

function runBody(run: Run, callee: FunctionValue, frame: Frame, args: readonly Value[]): Value {
  const { node } = callee;
  bindArguments(run, callee, frame, args);
  if (node.body.type !== 'BlockStatement') {
    run.hooks.before?.get(node)?.(run, frame);
    return evaluate(run, node.body, frame);
  }
  const completion = executeList(run, node.body.body, frame);
  return completion?.type === 'return' ? completion.value : undefined;
}

function bindArguments(run: Run, callee: FunctionValue, frame: Frame, args: readonly Value[]): void {
  const further = args.find((arg) => arg instanceof UnknownArguments);
  if (callee.node.type !== 'ArrowFunctionExpression') frame.args = further ?? new ArrayValue([...args]);
  const params = callee.node.params.filter((param) => !isThisParameter(param));
  for (const [index, param] of params.entries()) {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
    if (pattern.type === 'RestElement') {
      const rest = args.slice(index);
      bindPattern(run, pattern.argument, further ?? new ArrayValue(rest), frame);
    } else {
      const from = further ? args.indexOf(further) : args.length;
      const isUnknown = further !== undefined && index >= from;
      bindPattern(
        run,
        pattern,
        isUnknown ? memberOfUnknown(further, String(index - from)) : args[index],
        frame,
      );
    }
  }
}

/** What `await value` gives; a rejected promise throws in the program. */
export function awaited(value: Value): Value {
  const promise = resolved(value);
  if (!(promise instanceof PromiseValue)) return promise;
  if (promise.state === 'rejected') throw new Thrown(promise.result);
  return promise.result;
}
