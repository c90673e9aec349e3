import { extname } from 'node:path';
import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';
import { parseSync, visitorKeys, type ParseResult } from 'oxc-parser';
import type { Node } from '../source/syntax.js';
import { positionsIn, type Position } from './positions.js';
import { tokensOf } from './tokens.js';

/** What ESLint shows as `Parsing error: …` at a place: lines from 1, columns from 1. */
class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly lineNumber: number,
    readonly column: number,
  ) {
    super(message);
  }
}

type Language = 'jsx' | 'ts' | 'tsx' | 'dts';
type ModuleKind = 'module' | 'commonjs' | 'unambiguous';

function languageOf(filename: string): Language {
  if (/\.d\.[cm]?ts$/iu.test(filename)) return 'dts';
  const extension = extname(filename).toLowerCase();
  if (extension === '.tsx') return 'tsx';
  return extension === '.ts' || extension === '.mts' || extension === '.cts' ? 'ts' : 'jsx';
}

function moduleKindsOf(filename: string): readonly ModuleKind[] {
  const extension = extname(filename).toLowerCase();
  if (extension === '.mjs' || extension === '.mts') return ['module'];
  if (extension === '.cjs' || extension === '.cts') return ['commonjs'];
  // A file with neither import nor export may be a script or a CommonJS module; only the latter may `return` at the top.
  return ['unambiguous', 'commonjs'];
}

/**
 * oxc-parser 0.159 overflows the native stack, which ends the process, somewhere between 1,000 and 5,000 nested function
 * bodies on an 8 MB stack. The deepest of 14,653 published files, compiled from OCaml, counts 438 open brackets.
 */
const DEEPEST_NESTING = 600;

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** Where brackets open deeper than the parser bears. Those in strings and comments count too, which is near enough. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (OPENING.has(character)) depth += 1;
    else if (CLOSING.has(character) && depth > 0) depth -= 1;
    if (depth > DEEPEST_NESTING) return offset;
  }
  return undefined;
}

/** The first error-free reading of `text`; when there is none, the first reading with its errors. */
function read(text: string, filename: string): ParseResult {
  const readings: ParseResult[] = [];
  for (const sourceType of moduleKindsOf(filename)) {
    const reading = parseSync(filename, text, {
      lang: languageOf(filename),
      sourceType,
      astType: 'ts',
      range: true,
      preserveParens: false,
    });
    if (!reading.errors.some(isError)) return reading;
    readings.push(reading);
    if (reading.module.hasModuleSyntax) break;
  }
  const [first] = readings;
  if (first === undefined) throw new SyntaxProblem('This file has no module kind to be read as.', 1, 1);
  return first;
}

function isError(problem: ParseResult['errors'][number]): boolean {
  return String(problem.severity) === 'Error';
}

/**
 * Where oxc writes null for what is absent and typescript-estree leaves the property undefined; rules written against
 * one must not meet the other. The parts of plain ESTree (`init`, `superClass`, …) are null in both.
 */
const UNDEFINED_WHEN_ABSENT = [
  'accessibility',
  'constraint',
  'directive',
  'initializer',
  'readonly',
  'returnType',
  'superTypeArguments',
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
];
const UNDEFINED_WHEN_ABSENT_FROM = new Map([
  ['RestElement', 'value'],
  ['TSDeclareFunction', 'body'],
  ['TSTypeParameter', 'default'],
]);
/** ESLint 10 refuses a file with a comment of this kind, which older code is full of and which says nothing to our rules. */
const REMOVED_DIRECTIVE = /^\s*eslint-env\b/;

/** Types whose parts are null in both. */
const NULL_WHEN_ABSENT_FROM = new Set(['TSImportType', 'TSTypePredicate']);

function leaveOutAbsent(node: Node): void {
  if (NULL_WHEN_ABSENT_FROM.has(node.type)) return;
  // The names above are those of optional properties.
  const properties = node as unknown as Record<string, unknown>;
  const special = UNDEFINED_WHEN_ABSENT_FROM.get(node.type);
  for (const name of UNDEFINED_WHEN_ABSENT) if (properties[name] === null) properties[name] = undefined;
  if (special !== undefined && properties[special] === null) properties[special] = undefined;
}

type Child = Node | null | undefined | readonly (Node | null)[];

/** `root` and its descendants, parents before children. */
function nodesOf(root: Node): Node[] {
  const nodes: Node[] = [root];
  // Grows while it is walked: a queue without recursion, which deep nesting could exhaust.
  for (const node of nodes) {
    // A node type's visitor keys name exactly the properties that hold nodes.
    const properties = node as unknown as Readonly<Record<string, Child>>;
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [properties[key]].flat()) if (child) nodes.push(child);
    }
  }
  return nodes;
}

/**
 * An ESLint parser that reads JavaScript, JSX and TypeScript at the speed of oxc and describes their scopes as
 * `@typescript-eslint/parser` does, so that the command line need not load TypeScript.
 *
 * Of the options it reads `filePath` alone, whose extension decides the language. A text that does not parse raises an
 * error with `lineNumber` and `column`, which ESLint turns into a fatal message.
 */
export const parser = {
  meta: { name: 'eslint-plugin-cors/parser' },
  parseForESLint(text: string, options: { filePath?: string } = {}): Linter.ESLintParseResult {
    const positionOf = positionsIn(text);
    const problemAt = (message: string, offset: number): SyntaxProblem => {
      const { line, column } = positionOf(offset);
      return new SyntaxProblem(message, line, column + 1);
    };
    const tooDeep = tooDeepAt(text);
    if (tooDeep !== undefined) throw problemAt('Brackets are nested too deeply', tooDeep);
    const reading = read(text, options.filePath ?? 'unnamed.ts');
    const problem = reading.errors.find(isError);
    if (problem) throw problemAt(problem.message, problem.labels[0]?.start ?? 0);

    const locate = (node: { range: [number, number] }): { start: Position; end: Position } => ({
      start: positionOf(node.range[0]),
      end: positionOf(node.range[1]),
    });

    // oxc's `astType: 'ts'` is the tree of typescript-estree; it is typed by packages of its own, which do not mix.
    const program = reading.program as unknown as TSESTree.Program;
    const nodes = nodesOf(program);
    for (const node of nodes) {
      node.loc = locate(node);
      leaveOutAbsent(node);
    }
    const comments = reading.comments.map(({ type, value, start, end }) => {
      const range: [number, number] = [start, end];
      return { type, value, range, loc: locate({ range }) };
    });
    const directives = comments.filter((comment) => !REMOVED_DIRECTIVE.test(comment.value));
    const tokens = tokensOf(text, nodes, comments).map((token) => ({ ...token, loc: locate(token) }));
    const isModule = reading.program.sourceType === 'module';

    return {
      // typescript-estree and ESLint type the same tree apart: see above.
      ast: Object.assign(program, {
        comments: directives,
        tokens,
      }) as unknown as Linter.ESLintParseResult['ast'],
      scopeManager: analyze(program, {
        sourceType: isModule ? 'module' : 'script',
        globalReturn: reading.program.sourceType === 'commonjs',
        jsxPragma: null,
        lib: [],
      }) as unknown as NonNullable<Linter.ESLintParseResult['scopeManager']>,
      visitorKeys,
    };
  },
};
