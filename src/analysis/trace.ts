import type { SourceFile } from '../source/file.js';
import { isStatement, type Node } from '../source/syntax.js';
import { plainForm } from '../interpret/plain-form.js';
import type { Recorder } from '../interpret/recorder.js';
import { Thrown, Undecided } from '../interpret/run.js';
import { HostObject, isCallable, Unknown, type Provenance, type Value } from '../interpret/values.js';

/** A part of a line, and the value it gave in plain form. */
interface Part {
  readonly node: Node;
  readonly value: string;
  /** It is an unknown object whose method is called: `app` in `app.use(…)`. */
  readonly isUnknownReceiver: boolean;
}

/** One line of the path of evaluation. */
export interface Step {
  /** The statement, property or expression that stands on the line. */
  readonly node: Node;
  /** What it gave, or what became of it; undefined where nobody uses its value. */
  readonly value: string | undefined;
  /** What the names, members, calls and comparisons in it gave. */
  readonly parts: readonly Part[];
}

/** A test of an unknown value, and how it was decided. */
export interface Decision {
  readonly node: Node | undefined;
  readonly provenance: Provenance;
  readonly reason: string;
  readonly taken: boolean;
}

/** Steps kept at the beginning and at the end of a path; loops may make it long. */
const FIRST_STEPS = 80;
const LAST_STEPS = 120;
const MAX_PARTS = 8;

/** The path of evaluation of one execution, in the order in which its lines came to their values. */
export class Trace implements Recorder {
  readonly decisions: Decision[] = [];
  /** The expression in which the interpreter gave up, if it did. */
  stoppedAt: Node | undefined;
  /** How many steps between the first and the last ones were left out. */
  omitted = 0;
  private readonly kept: Step[] = [];
  private readonly unknowns = new Map<string, Node>();
  private pending: Part[] = [];
  private last: Node | undefined;

  constructor(private readonly file: SourceFile) {}

  get steps(): readonly Step[] {
    return this.kept;
  }

  /** The first expression that gave an unknown value with this reason. */
  sourceOf(reason: string): Node | undefined {
    return this.unknowns.get(reason);
  }

  gave(expression: Node, value: Value): void {
    this.last = expression;
    if (value instanceof Unknown && !this.unknowns.has(value.reason))
      this.unknowns.set(value.reason, expression);
    const place = this.lineOf(expression);
    if (place) {
      const isUsed = place.type !== 'ExpressionStatement' || expression.type === 'AssignmentExpression';
      const parts = this.partsOf(expression).filter((part) => isUsed || !part.isUnknownReceiver);
      // A function says nothing before it is called.
      if (parts.length > 0 || !isCallable(value))
        this.keep({ node: place, value: isUsed ? plainForm(value) : undefined, parts });
    } else if (this.isPart(expression, value)) {
      const isUnknownReceiver = value instanceof Unknown && this.isReceiver(expression);
      this.pending.push({ node: expression, value: plainForm(value), isUnknownReceiver });
    }
  }

  stopped(expression: Node, stop: unknown): void {
    if (stop instanceof Undecided) this.stoppedAt ??= expression;
    const place = this.lineOf(expression);
    if (!place) return;
    const value =
      stop instanceof Thrown
        ? `throws ${plainForm(stop.value)}`
        : stop instanceof Undecided
          ? `cannot be followed: ${stop.reason}`
          : 'is left';
    this.keep({ node: place, value, parts: this.partsOf(expression) });
  }

  decided({ provenance, reason }: { provenance: Provenance; reason: string }, taken: boolean): void {
    this.decisions.push({ node: this.last, provenance, reason, taken });
    const by = provenance === 'request' ? 'the attacker may choose it' : 'somebody else decides it';
    if (this.last)
      this.keep({ node: this.last, value: `taken to be ${taken}: ${by} (${reason})`, parts: [] });
  }

  private keep(step: Step): void {
    this.kept.push(step);
    if (this.kept.length <= FIRST_STEPS + LAST_STEPS) return;
    this.kept.splice(FIRST_STEPS, 1);
    this.omitted++;
  }

  /** The statement, declaration or property an expression makes a line of; undefined for a part of a line. */
  private lineOf(expression: Node): Node | undefined {
    const parent = this.file.parentOf(expression);
    if (!parent) return undefined;
    if (parent.type === 'VariableDeclarator' || parent.type === 'PropertyDefinition') return parent;
    if (parent.type === 'SwitchCase') return expression;
    if (isStatement(parent)) return parent;
    if (parent.type === 'ArrowFunctionExpression') return parent.body === expression ? expression : undefined;
    if (parent.type === 'Property') {
      const object = this.file.parentOf(parent);
      return object && lineOf(object) === lineOf(parent) ? undefined : parent;
    }
    return lineOf(parent) === lineOf(expression) ? undefined : expression;
  }

  private isPart(expression: Node, value: Value): boolean {
    if (isCallable(value) || value instanceof HostObject) return false;
    switch (expression.type) {
      case 'Identifier':
      case 'MemberExpression': {
        if (expression.type === 'Identifier' && expression.name === 'undefined') return false;
        const parent = this.file.parentOf(expression);
        const isObject = parent?.type === 'MemberExpression' && parent.object === expression;
        return !isObject || this.isReceiver(expression);
      }
      case 'BinaryExpression':
      case 'CallExpression':
      case 'NewExpression':
        return true;
      default:
        return false;
    }
  }

  /** Whether a method is called on what an expression gives. */
  private isReceiver(expression: Node): boolean {
    const member = this.file.parentOf(expression);
    if (member?.type !== 'MemberExpression' || member.object !== expression) return false;
    const use = this.file.parentOf(member);
    return use?.type === 'CallExpression' && use.callee === member;
  }

  /** Takes what was seen inside `expression`. */
  private partsOf(expression: Node): Part[] {
    const isInside = ({ node }: Part): boolean =>
      expression.range[0] <= node.range[0] && node.range[1] <= expression.range[1];
    const parts = this.pending.filter(isInside);
    this.pending = this.pending.filter((part) => !isInside(part)).slice(-MAX_PARTS);
    const seen = new Set<string>();
    return parts
      .filter(({ node, value }) => {
        const text = `${this.file.textOf(node)} ${value}`;
        return seen.has(text) ? false : seen.add(text);
      })
      .slice(0, MAX_PARTS);
  }
}

const lineOf = (node: Node): number => node.loc.start.line;
