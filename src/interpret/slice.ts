import type { TSESTree } from '@typescript-eslint/utils';
import { listIn } from '../source/list-in.js';
import { oncePerFile, type SourceFile, type Variable } from '../source/file.js';
import {
  childrenOf,
  isFunctionNode,
  isStatement,
  walk,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';
import { variableNaming } from '../source/variable-naming.js';
import { callsBack, instancesMadeOf, mentionsOfMember, nameAsMember } from './callees.js';
import { changeThrough, wholeExpression } from './changes.js';
import { controlParts } from './control-parts.js';
import { enclosingFunction, exitsBefore, guardsOf } from './exits.js';
import type { Slice } from './run.js';

/** Objects of the platform that a program keeps things in. */
const SHARED_OBJECTS = new Set(['process', 'globalThis', 'global', 'module', 'exports']);

/**
 * The part of a file that decides what the `roots` evaluate to: their variables, everything that writes those,
 * and the statements that can leave early. The rest of the bodies around the roots is skipped, so that unrelated
 * branches neither cost time nor make the outcome look uncertain.
 *
 * @param roots observed nodes. Of a call only the arguments are evaluated: what it does is observed, not performed.
 * @param leadingCalls calls inside the file that lead to the roots.
 * @param entered functions that are entered on the way to a root; only their bodies and the module's are sliced.
 */
export function sliceFor(
  file: SourceFile,
  roots: readonly Node[],
  leadingCalls: readonly Node[],
  entered: ReadonlySet<FunctionNode>,
): Slice {
  const slicing = new Slicing(file, entered);
  for (const root of roots) {
    slicing.reach(root);
    for (const part of root.type === 'CallExpression' ? root.arguments : [root]) slicing.collect(part);
  }
  for (const node of [...leadingCalls, ...exitsBefore(file, [...roots, ...leadingCalls], entered)]) {
    slicing.reach(node);
    slicing.collect(node);
  }
  for (const guard of guardsOf(file)) if (!entered.has(guard)) slicing.reachCallsOf(guard, 'module');
  slicing.finish();
  return { skipped: slicing.skipped(), distantWriters: slicing.distantWriters };
}

/** A slice in the making. */
class Slicing {
  readonly distantWriters = new Map<Variable, FunctionNode[]>();
  private readonly relevant = new Set<Node>();
  private readonly reached = new Set<Node>();
  private readonly collected = new Set<Node>();
  private readonly walked = new Set<Node>();
  private readonly known = new Set<Variable | string>();
  private readonly called = new Set<FunctionNode>();
  private readonly pending: Node[] = [];

  constructor(
    private readonly file: SourceFile,
    private readonly entered: ReadonlySet<FunctionNode>,
  ) {}

  /** Takes the variables of `node` into the slice. */
  collect(node: Node): void {
    this.collected.add(node);
    this.pending.push(node);
  }

  /** Marks the statements around `node`, and what decides whether they are reached. */
  reach(node: Node): void {
    let inner = node;
    for (let parent: Node | undefined = node; parent; parent = this.file.parentOf(parent)) {
      // What is around was marked with the first node that is reached in it.
      if (this.reached.has(parent)) return;
      this.reached.add(parent);
      if (isFunctionNode(parent)) {
        this.collectCallWith(parent);
        if (!this.entered.has(parent)) this.called.add(parent);
      }
      if (parent.type === 'CatchClause') this.reachWhole(parent);
      if (parent.type === 'ClassBody') this.collectFields(parent);
      // A field is given its value when an instance is made; a function that it holds runs later.
      if (parent.type === 'PropertyDefinition' && !isFunctionNode(inner)) this.reachInstancesOf(parent);
      inner = parent;
      if (!isStatement(parent) || this.relevant.has(parent)) continue;
      this.relevant.add(parent);
      for (const part of controlParts(parent)) this.collect(part);
    }
  }

  /** What a method finds on its object comes from the fields and the constructor of the class. */
  private collectFields(body: TSESTree.ClassBody): void {
    for (const member of body.body) {
      if (member.type === 'PropertyDefinition' && member.value) this.collect(member.value);
      if (member.type === 'MethodDefinition' && member.kind === 'constructor') this.collect(member.value);
    }
  }

  /** Marks what makes instances of the class with this member. */
  private reachInstancesOf(member: Node): void {
    for (const instance of instancesMadeOf(this.file, member)) {
      this.reach(instance);
      this.collect(wholeExpression(this.file, instance));
    }
  }

  /** What happens in a handler depends on everything that may throw before it. */
  private reachWhole(handler: Node): void {
    const statement = this.file.parentOf(handler);
    if (statement?.type !== 'TryStatement' || this.collected.has(statement.block)) return;
    this.collect(statement.block);
    walk(statement.block, (node) => this.relevant.add(node));
  }

  /** Marks what may run a method, a getter or a setter: every mention of a member of its name. */
  private reachMentionsOf(method: string): void {
    for (const mention of mentionsOfMember(this.file, method)) {
      this.reach(mention);
      this.collect(wholeExpression(this.file, mention));
    }
  }

  /** Marks the calls of a function by its name: all of them, or those of the module. */
  reachCallsOf(node: FunctionNode, where: 'anywhere' | 'module'): void {
    const variable = variableNaming(this.file, node);
    for (const { identifier } of variable?.references ?? []) {
      const parent = this.file.parentOf(identifier);
      if (parent?.type !== 'CallExpression' || parent.callee !== identifier) continue;
      if (where === 'module' && enclosingFunction(this.file, parent)) continue;
      this.reach(parent);
      this.collect(parent);
    }
  }

  /** What a callback is called with, and whether at all, depends on the call it is handed to. */
  private collectCallWith(callback: FunctionNode): void {
    const call = this.file.parentOf(callback);
    if ((call?.type === 'CallExpression' || call?.type === 'NewExpression') && callsBack(this.file, call))
      this.collect(wholeExpression(this.file, call));
  }

  /** Follows what was collected to its variables, and those to what writes them, until nothing is added. */
  finish(): void {
    this.followPending();
    // Grows while it is walked.
    for (const owner of this.called) {
      this.reachCallsOf(owner, 'anywhere');
      const method = nameAsMember(this.file, owner);
      if (method === 'constructor') this.reachInstancesOf(this.file.parentOf(owner) ?? owner);
      else if (method !== undefined) this.reachMentionsOf(method);
      this.followPending();
    }
  }

  private followPending(): void {
    for (let next = this.pending.pop(); next; next = this.pending.pop()) {
      for (const identifier of this.identifiersIn(next)) {
        const variable = this.file.variableOf(identifier);
        if (variable) this.include(variable);
        else if (SHARED_OBJECTS.has(identifier.name)) this.includeShared(identifier.name);
      }
    }
  }

  /**
   * The identifiers below `root`, without the bodies of entered functions: of those only the slice counts. What was walked
   * before is left out: declarations nest, and a slice takes in each of them.
   */
  private identifiersIn(root: Node): TSESTree.Identifier[] {
    const identifiers: TSESTree.Identifier[] = [];
    const pending = [root];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (this.walked.has(node)) continue;
      this.walked.add(node);
      if (node.type === 'Identifier') identifiers.push(node);
      if (isFunctionNode(node) && this.entered.has(node)) pending.push(...node.params);
      else pending.push(...childrenOf(node));
    }
    return identifiers;
  }

  private include(variable: Variable): void {
    if (this.known.has(variable)) return;
    this.known.add(variable);
    for (const definition of variable.defs) {
      if (definition.type === 'Parameter' || definition.type === 'ImportBinding') continue;
      this.reach(definition.node);
      this.collect(definition.node);
    }
    for (const reference of variable.references) {
      const change = changeThrough(this.file, reference.identifier);
      if (!change && !reference.isWrite()) continue;
      const writer = this.includeChange(change ?? reference.identifier);
      const isDistant = writer && !this.entered.has(writer) && !this.isOfInstance(reference.identifier);
      if (isDistant) listIn(this.distantWriters, variable).push(writer);
    }
  }

  /** `new A().add(x)` changes an instance, not the class: the one leads to the other by the name `constructor` alone. */
  private isOfInstance(identifier: Node): boolean {
    const parent = this.file.parentOf(identifier);
    return (
      parent?.type === 'NewExpression' &&
      parent.callee === identifier &&
      mentionsOfMember(this.file, 'constructor').length === 0
    );
  }

  private includeShared(name: string): void {
    if (this.known.has(name)) return;
    this.known.add(name);
    for (const node of this.file.nodesOfType('Identifier')) {
      if (node.name !== name || this.file.variableOf(node)) continue;
      const change = changeThrough(this.file, node);
      if (change) this.includeChange(change);
    }
  }

  /** Takes a change into the slice, with what decides whether it is made; the function that makes it, if any. */
  private includeChange(place: Node): FunctionNode | undefined {
    this.reach(place);
    const writer = enclosingFunction(this.file, place);
    const change = wholeExpression(this.file, place);
    this.collect(loopAround(this.file, change) ?? change);
    return writer;
  }

  /** The statements of the module and of entered functions that are not part of the slice. */
  skipped(): Set<Node> {
    const skipped = new Set<Node>();
    for (const node of statementsIn(this.file)) {
      if (this.relevant.has(node)) continue;
      const owner = enclosingFunction(this.file, node);
      if (!owner || this.entered.has(owner)) skipped.add(node);
    }
    return skipped;
  }
}

/** Every statement of a file; the body block of a function is no statement of its own. */
const statementsIn = oncePerFile((file) =>
  file.nodes.filter((node) => isStatement(node) && !isFunctionNode(file.parentOf(node))),
);

/** The loop that assigns to `target` in its head. */
function loopAround(file: SourceFile, target: Node): Node | undefined {
  const parent = file.parentOf(target);
  return (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === target
    ? parent
    : undefined;
}
