import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { fieldName, type FunctionNode, type Node } from '../source/syntax.js';
import { construct } from '../interpret/call.js';
import { changeThrough } from '../interpret/changes.js';
import { instantiate } from '../interpret/classes.js';
import { evaluate } from '../interpret/evaluate.js';
import { Thrown, type Run } from '../interpret/run.js';
import type { ClassValue } from '../interpret/values.js';
import {
  InjectableClass,
  isPrimitive,
  ObjectValue,
  opaque,
  PlainObject,
  type Value,
} from '../interpret/values.js';

/** What is not known of an object that somebody else made. */
const OUTSIDE = 'the object the function belongs to';

/**
 * What `this` is in a method that somebody else calls: an instance of its class, made with arguments nobody knows, with the
 * fields its class gives it. What other methods may have changed since is unknown. Elsewhere unknown.
 */
export function receiverOf(run: Run, node: FunctionNode): Value {
  const classNode = classAround(run.file, node);
  const made = classNode && run.classes.get(classNode);
  if (!made) return opaque(OUTSIDE);
  const known = run.instances.get(made);
  if (known !== undefined) return known;
  const { phase } = run;
  run.phase = 'set-up';
  const instance = instanceOf(run, made);
  run.phase = phase;
  run.instances.set(made, instance);
  return instance;
}

/** The class whose instances have `node` as a method, or as a function in a field. */
function classAround(file: SourceFile, node: FunctionNode): TSESTree.Node | undefined {
  const member = file.parentOf(node);
  if (member?.type !== 'MethodDefinition' && member?.type !== 'PropertyDefinition') return undefined;
  const body = member.static || member.value !== node ? undefined : file.parentOf(member);
  return body && file.parentOf(body);
}

function instanceOf(run: Run, made: ClassValue): Value {
  let instance: Value;
  try {
    instance = instantiate(run, made, constructorArguments(run, made), made.node);
  } catch (thrown) {
    if (!(thrown instanceof Thrown)) throw thrown;
    return opaque(OUTSIDE);
  }
  if (!(instance instanceof ObjectValue)) return instance;
  for (const { name, isHandedOn } of changedLater(run.file, made.node)) {
    if (name === undefined) return opaque(OUTSIDE);
    if (isHandedOn && isPrimitive(instance.slots.get(name)?.value)) continue;
    instance.slots.set(name, { value: opaque(`'${name}' is changed by another method`), writer: undefined });
  }
  for (const name of namesWithoutValue(made, instance))
    instance.slots.set(name, { value: opaque(`'${name}' gets its value elsewhere`), writer: undefined });
  // Further members may come from wherever the object is made.
  const outside = new PlainObject();
  outside.unseenMembers = opaque(OUTSIDE);
  instance.inherits = outside;
  return instance;
}

/** What the constructor is called with: unknown values, or what a framework hands to a parameter of that type. */
function constructorArguments(run: Run, made: ClassValue): Value[] {
  for (const member of made.node.body.body) {
    if (member.type === 'MethodDefinition' && member.kind === 'constructor')
      return member.value.params.map((param) => injected(run, param, made));
  }
  return [];
}

function injected(run: Run, param: TSESTree.Parameter, made: ClassValue): Value {
  const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
  const type = pattern.type === 'Identifier' ? pattern.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const value = evaluate(run, type.typeName, made.frame);
    if (value instanceof InjectableClass) return construct(run, value, [], type);
  }
  return opaque('a parameter of a constructor that is called in another file');
}

/** Fields that are declared and that nothing in the class gives a value. */
const namesWithoutValue = (made: ClassValue, instance: ObjectValue): string[] =>
  made.node.body.body.flatMap((member) => {
    if (member.type !== 'PropertyDefinition' || member.static || member.value) return [];
    const name = fieldName(member);
    return name !== undefined && instance.slots.get(name)?.value === undefined ? [name] : [];
  });

/** A field that may not be what the constructor left; the name is undefined where nobody can tell. */
interface Changed {
  readonly name: string | undefined;
  /** It is handed to other code, which can only change what it holds. */
  readonly isHandedOn: boolean;
}

const changes = new WeakMap<Node, readonly Changed[]>();

/** The fields that methods of a class may change once the constructor is done. */
function changedLater(file: SourceFile, classNode: Node): readonly Changed[] {
  const known = changes.get(classNode);
  if (known) return known;
  const found: Changed[] = [];
  for (const node of file.nodesOfType('ThisExpression')) {
    if (!isInMethodOf(file, node, classNode)) continue;
    const member = file.parentOf(node);
    if (member?.type !== 'MemberExpression' || member.object !== node) continue;
    const use = file.parentOf(member);
    const isOwnCall = use?.type === 'CallExpression' && use.callee === member;
    const change = isOwnCall ? undefined : changeThrough(file, node);
    if (!change) continue;
    const isHandedOn = change.type === 'CallExpression' && change.callee.range[1] < node.range[0];
    found.push({ name: fieldName(member), isHandedOn });
  }
  changes.set(classNode, found);
  return found;
}

/** Whether a node stands in a method of the class, and not in its constructor or the value of a field. */
function isInMethodOf(file: SourceFile, node: Node, classNode: Node): boolean {
  let isInFunction = false;
  let member: Node | undefined;
  for (const parent of ancestorsOf(file, node)) {
    if (parent === classNode) break;
    if (parent.type === 'ArrowFunctionExpression' || parent.type === 'FunctionExpression')
      isInFunction = true;
    if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') member = parent;
  }
  if (!member || file.parentOf(file.parentOf(member) ?? member) !== classNode) return false;
  return isInFunction && !(member.type === 'MethodDefinition' && member.kind === 'constructor');
}
