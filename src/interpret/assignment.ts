import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node } from '../source/syntax.js';
import { evaluate, logical } from './evaluate.js';
import type { Frame } from './frame.js';
import { getMember, setMember } from './members.js';
import { binary, unary } from './operators.js';
import { assignPattern, memberKey } from './patterns.js';
import { Undecided, type Run } from './run.js';
import { opaque, type Value } from './values.js';
import { writeVariable } from './variables.js';

/** What an assignment writes to, with the object and key of a member evaluated once. */
interface Place {
  read(): Value;
  write(value: Value): void;
}

function placeOf(run: Run, target: Node, frame: Frame, writer: Node): Place {
  const node = unwrapped(target);
  if (node.type === 'MemberExpression') {
    if (node.object.type === 'Super') throw new Undecided('a property written by way of super');
    const object = evaluate(run, node.object, frame);
    const key = memberKey(run, node, frame);
    return {
      read: () => getMember(run, object, key),
      write: (value) => setMember(run, object, key, value, writer),
    };
  }
  return {
    read: () => evaluate(run, target, frame),
    write: (value) =>
      node.type === 'Identifier'
        ? writeVariable(run, node, value, frame)
        : assignPattern(run, node, value, frame, writer),
  };
}

export function assignment(run: Run, node: TSESTree.AssignmentExpression, frame: Frame): Value {
  const place = placeOf(run, node.left, frame, node);
  if (node.operator === '=') {
    const value = evaluate(run, node.right, frame);
    place.write(value);
    return value;
  }
  const before = place.read();
  const operator = operatorOf(node.operator);
  if (operator === '||' || operator === '&&' || operator === '??') {
    let isWritten = false;
    const value = logical(run, operator, before, () => {
      isWritten = true;
      return evaluate(run, node.right, frame);
    });
    if (isWritten) place.write(value);
    return value;
  }
  const right = evaluate(run, node.right, frame);
  const value = operator ? binary(run, operator, before, right) : opaque(`the operator ${node.operator}`);
  place.write(value);
  return value;
}

type Compound = '||' | '&&' | '??' | TSESTree.BinaryExpression['operator'];

const COMPOUND: ReadonlyMap<string, Compound> = new Map<string, Compound>([
  ['||=', '||'],
  ['&&=', '&&'],
  ['??=', '??'],
  ['+=', '+'],
  ['-=', '-'],
  ['*=', '*'],
  ['/=', '/'],
  ['%=', '%'],
  ['**=', '**'],
  ['&=', '&'],
  ['|=', '|'],
  ['^=', '^'],
  ['<<=', '<<'],
  ['>>=', '>>'],
  ['>>>=', '>>>'],
]);

const operatorOf = (operator: string): Compound | undefined => COMPOUND.get(operator);

/** `place++` and the like. */
export function update(run: Run, node: TSESTree.UpdateExpression, frame: Frame): Value {
  const place = placeOf(run, node.argument, frame, node);
  const before = unary(run, '+', place.read());
  const after = binary(run, node.operator === '++' ? '+' : '-', before, 1);
  place.write(after);
  return node.prefix ? after : before;
}
