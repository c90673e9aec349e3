import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile, Variable } from '../../source/file.js';
import { insertAt, replaceNode, type EditsByFile, type TextEdit } from '../../source/edits.js';
import { listIn } from '../../source/list-in.js';
import { usesElsewhere } from '../../source/uses-elsewhere.js';
import { walk, type FunctionNode, type Node } from '../../source/syntax.js';
import { variableNaming } from '../../source/variable-naming.js';
import { functionsAround } from './entry-points.js';
import { exportedNames, isExport } from './exported-functions.js';
import type { OriginAt, OriginCode } from './guarded-headers.js';

/** Code for the origin, and what has to change in each file for it to work. */
export interface HandedCode {
  readonly text: string;
  readonly edits: EditsByFile;
  /** The statements that Vary takes, where frameworks need them. */
  readonly vary: readonly VaryStatement[];
  /** Whether an answer needs none: it takes its Vary from the headers that the origin is for. */
  readonly takesVary: boolean;
}

/** A statement that adds to a Vary, to be put before what stands at `place`. */
export interface VaryStatement {
  readonly file: SourceFile;
  readonly place: Node;
  readonly text: string;
}

/**
 * Where no request is in scope, a function around the place gets the origin as a new first parameter, and every call hands over
 * the origin that can be had where it stands. A function that is used other than by calls, or by files that cannot be edited,
 * gets none.
 */
export class HandedOrigins {
  private known: ReadonlyMap<FunctionNode, HandedCode> = new Map();

  /** @param originOf what the code at a place sees of the request by itself. */
  constructor(private readonly originOf: (file: SourceFile, place: Node) => OriginCode | undefined) {}

  at(file: SourceFile, place: Node): HandedCode | undefined {
    const seen = this.originOf(file, place);
    if (seen) {
      const vary = seen.vary === undefined ? [] : [{ file, place, text: seen.vary }];
      return { text: seen.text, edits: new Map([[file, seen.edits]]), vary, takesVary: vary.length === 0 };
    }
    for (const fn of functionsAround(file, place)) {
      const handed = this.known.get(fn) ?? this.handedTo(file, fn);
      if (handed) return handed;
    }
    return undefined;
  }

  private handedTo(file: SourceFile, fn: FunctionNode): HandedCode | undefined {
    const variable = variableNaming(file, fn);
    const name = variable && NAMES.find((one) => !isTaken(file, fn, variable, one));
    const parameter = name === undefined ? undefined : parameterEdit(file, fn, name);
    const calls = variable && parameter ? callsOf(file, fn, variable) : undefined;
    if (name === undefined || !parameter || !calls) return undefined;
    const before = this.known;
    // Known before its calls are looked at: it may make one of them.
    this.known = new Map([...before, [fn, { text: name, edits: new Map(), vary: [], takesVary: false }]]);
    const edits: EditsByFile[] = [new Map([[file, [parameter]]])];
    const origins: HandedCode[] = [];
    for (const { caller, call } of calls) {
      const origin = this.at(caller, call.callee);
      if (!origin) {
        this.known = before;
        return undefined;
      }
      edits.push(origin.edits, new Map([[caller, [argumentEdit(call, origin.text)]]]));
      origins.push(origin);
    }
    const handed = {
      text: name,
      edits: joined(edits),
      vary: origins.flatMap(({ vary }) => vary),
      takesVary: origins.some(({ takesVary }) => takesVary),
    };
    this.known = new Map([...this.known, [fn, handed]]);
    return handed;
  }
}

/** The same for one file: `originAt`, and where that gives nothing, what edits of this file alone can hand over. */
export function handedOrigin(file: SourceFile, originAt: OriginAt): OriginAt {
  const origins = new HandedOrigins((asked, place) => (asked === file ? originAt(place) : undefined));
  return (place) => {
    const seen = originAt(place);
    const handed = seen ? undefined : origins.at(file, place);
    // A statement that sets Vary belongs where the header is written.
    if (!handed || handed.vary.length > 0 || [...handed.edits.keys()].some((edited) => edited !== file))
      return seen;
    return { text: handed.text, edits: handed.edits.get(file) ?? [] };
  };
}

/** Edits of the same files taken together. */
export function joined(all: readonly EditsByFile[]): EditsByFile {
  const edits = new Map<SourceFile, TextEdit[]>();
  for (const one of all) for (const [file, own] of one) listIn(edits, file).push(...own);
  return edits;
}

/** What the parameter is called: the first that means nothing else in the function, nor where it stands. */
const NAMES = ['origin', 'requestOrigin'];

function isTaken(file: SourceFile, fn: FunctionNode, { scope }: Variable, name: string): boolean {
  for (let around: typeof scope | null = scope; around; around = around.upper)
    if ((around.set.get(name)?.defs.length ?? 0) > 0) return true;
  let isUsed = false;
  walk(fn, (node) => {
    if (node.type === 'Identifier' && node.name === name && file.variableOf(node)) isUsed = true;
  });
  return isUsed;
}

interface Call {
  readonly caller: SourceFile;
  readonly call: TSESTree.CallExpression;
}

/** The calls that are all that becomes of a function, in whatever file; undefined where something else does. */
function callsOf(
  file: SourceFile,
  fn: FunctionNode,
  { defs, identifiers, references }: Variable,
): Call[] | undefined {
  const isTyped = identifiers.some((name) => 'typeAnnotation' in name && name.typeAnnotation !== undefined);
  if (defs.length !== 1 || isTyped) return undefined;
  const own = references
    .filter(({ init, identifier }) => init !== true && !isExport(file, identifier))
    .map(({ identifier }) => identifier);
  const uses: (readonly [SourceFile, readonly Node[]])[] = [[file, own]];
  for (const name of exportedNames(file, fn)) {
    const elsewhere = usesElsewhere(file, name);
    if (!elsewhere) return undefined;
    uses.push(...elsewhere);
  }
  const calls: Call[] = [];
  for (const [caller, expressions] of uses) {
    for (const use of expressions) {
      const call = caller.parentOf(use);
      if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
      calls.push({ caller, call });
    }
  }
  return calls.length > 0 ? calls : undefined;
}

/** Puts a parameter before those of a function; undefined where that cannot be spelled. */
function parameterEdit(
  file: SourceFile,
  { params, range, body }: FunctionNode,
  name: string,
): TextEdit | undefined {
  const text = /\.[cm]?tsx?$/.test(file.path) ? `${name}: string` : name;
  const [first] = params;
  if (!first) {
    const open = /\(\s*\)/.exec(file.text.slice(range[0], body.range[0]));
    const start = range[0] + (open?.index ?? 0);
    return open ? { range: [start, start + open[0].length], text: `(${text})` } : undefined;
  }
  if (first.type === 'Identifier' && first.name === 'this') return undefined;
  const isInParentheses = file.text.slice(range[0], first.range[0]).includes('(');
  return isInParentheses
    ? insertAt(first.range[0], `${text}, `)
    : replaceNode(first, `(${text}, ${file.textOf(first)})`);
}

/** Puts an argument before those of a call. */
const argumentEdit = ({ arguments: [first], range }: TSESTree.CallExpression, text: string): TextEdit =>
  first ? insertAt(first.range[0], `${text}, `) : insertAt(range[1] - 1, text);
