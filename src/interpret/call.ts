import type { Node } from '../source/syntax.js';
import { instantiate } from './classes.js';
import { evaluate } from './evaluate.js';
import { executeList } from './execute.js';
import { Frame } from './frame.js';
import { resolved } from './natives/object-members.js';
import { derived, throwTypeError } from './operators.js';
import { bindPattern } from './patterns.js';
import { Thrown, type Run } from './run.js';
import {
  ArrayValue,
  ClassValue,
  FunctionValue,
  isCallable,
  NativeFunction,
  opaque,
  PromiseValue,
  Unknown,
  type Value,
} from './values.js';

/**
 * Calls `callee`. What code we cannot see returns is unknown; the functions handed to it while a request is
 * answered are run once each with unknown arguments, as it may call them.
 */
export function call(run: Run, callee: Value, thisValue: Value, args: readonly Value[], node?: Node): Value {
  run.step();
  if (callee instanceof NativeFunction) return callee.code(run, args, thisValue, node);
  if (callee instanceof FunctionValue) return callFunction(run, callee, thisValue, args);
  if (callee instanceof Unknown) return callUnseen(run, callee, thisValue, args);
  if (callee instanceof ClassValue) throwTypeError('Class constructor cannot be invoked without new');
  throwTypeError('not a function');
}

/** `new callee(...args)`. */
export function construct(run: Run, callee: Value, args: readonly Value[], node: Node): Value {
  run.step();
  if (callee instanceof ClassValue) return instantiate(run, callee, args, node);
  if (callee instanceof NativeFunction) {
    return callee.construct
      ? callee.construct(run, args, undefined, node)
      : opaque(`an object made by ${callee.name}`);
  }
  if (callee instanceof Unknown) return callUnseen(run, callee, undefined, args);
  if (callee instanceof FunctionValue) return opaque('an object made by a constructor function');
  throwTypeError('not a constructor');
}

function callUnseen(run: Run, callee: Unknown, thisValue: Value, args: readonly Value[]): Value {
  if (run.phase === 'request') {
    for (const arg of args) {
      if (!isCallable(arg)) continue;
      run.leaked ??= `a function is handed to code we cannot see (${callee.reason})`;
      if (arg instanceof FunctionValue)
        call(
          run,
          arg,
          undefined,
          arg.node.params.map(() => opaque(callee.reason)),
        );
    }
  }
  const inputs = [thisValue, ...args].filter(
    (value) => value instanceof Unknown || typeof value === 'string',
  );
  return inputs.some((value) => value instanceof Unknown && value.provenance === 'request')
    ? derived(
        run,
        callee.reason,
        inputs.filter((value) => !(value instanceof Unknown) || value.provenance === 'request'),
      )
    : opaque(callee.reason);
}

function callFunction(run: Run, callee: FunctionValue, thisValue: Value, args: readonly Value[]): Value {
  const { node } = callee;
  run.executed.add(node);
  const frame = new Frame(
    callee.frame,
    node.type === 'ArrowFunctionExpression' ? callee.thisValue : thisValue,
    true,
  );
  return run.nested(() => {
    if (node.generator) return opaque('a generator');
    if (!node.async) return runBody(run, callee, frame, args);
    try {
      return resolved(runBody(run, callee, frame, args));
    } catch (thrown) {
      if (thrown instanceof Thrown) return new PromiseValue('rejected', thrown.value);
      throw thrown;
    }
  });
}

function runBody(run: Run, callee: FunctionValue, frame: Frame, args: readonly Value[]): Value {
  const { node } = callee;
  bindArguments(run, callee, frame, args);
  if (node.body.type !== 'BlockStatement') return evaluate(run, node.body, frame);
  const completion = executeList(run, node.body.body, frame);
  return completion?.type === 'return' ? completion.value : undefined;
}

function bindArguments(run: Run, callee: FunctionValue, frame: Frame, args: readonly Value[]): void {
  for (const [index, param] of callee.node.params.entries()) {
    if (param.type === 'RestElement')
      bindPattern(run, param.argument, new ArrayValue(args.slice(index)), frame);
    else if (param.type === 'TSParameterProperty') bindPattern(run, param.parameter, args[index], frame);
    else bindPattern(run, param, args[index], frame);
  }
}

/** What `await value` gives; a rejected promise throws in the program. */
export function awaited(value: Value): Value {
  if (!(value instanceof PromiseValue)) return value;
  if (value.state === 'rejected') throw new Thrown(value.result);
  return value.result;
}
