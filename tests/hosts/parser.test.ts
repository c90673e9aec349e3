import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { parser } from '../../src/hosts/parser.js';

interface Placed {
  type: string;
  value?: unknown;
  range: [number, number];
  loc: TSESTree.SourceLocation;
}

const place = ({ type, range, loc }: Placed): string =>
  `${type} ${range.join('-')} ${loc.start.line}:${loc.start.column} ${loc.end.line}:${loc.end.column}`;
const placeAndValue = (token: Placed): string => `${place(token)} ${String(token.value)}`;

/** The tree without what the two parsers keep beside it. */
function treeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
  const beside = ['parent', 'tokens', 'comments', 'hashbang', 'sourceType'];
  // Offsets beside `range`; and `computed` of an enum's member, which typescript-estree keeps hidden since version 8.
  const isMore = (key: string, child: unknown): boolean =>
    ((key === 'start' || key === 'end') && typeof child === 'number') ||
    (key === 'computed' && 'type' in value && value.type === 'TSEnumMember');
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      beside.includes(key) || isMore(key, child) ? [] : [[key, treeOf(child)]],
    ),
  );
}

function scopesOf(manager: unknown): string[] {
  return (manager as TSESLint.Scope.ScopeManager).scopes.map(
    (scope) =>
      `${scope.type}: ${scope.variables.map((variable) => `${variable.name}/${variable.references.length}`).join(' ')}`,
  );
}

function read(text: string, filename: string) {
  const ours = parser.parseForESLint(text, { filePath: filename });
  const theirs = typescriptParser.parseForESLint(text, {
    filePath: filename,
    loc: true,
    range: true,
    tokens: true,
    comment: true,
    lib: [],
    jsxPragma: null,
    sourceType: ours.ast.sourceType === 'module' ? 'module' : 'script',
    ecmaFeatures: { jsx: !/\.[cm]?ts$/u.test(filename), globalReturn: filename.endsWith('.cjs') },
  });
  const summary = (result: { ast: unknown; scopeManager?: unknown }) => {
    const ast = result.ast as { tokens: Placed[]; comments: Placed[] };
    return {
      tree: treeOf(ast),
      tokens: ast.tokens.map(placeAndValue),
      comments: ast.comments.map(placeAndValue),
      scopes: scopesOf(result.scopeManager),
    };
  };
  return { ours: summary(ours), theirs: summary(theirs) };
}

const SHAPES: Record<string, string> = {
  'operators and literals.js': `
label: for (const [a = 1, ...rest] of list) { if (a ?.5 : 1) continue label; }
x = a<b>>c; x >>>= a >>> b; a ??= b?.[0]?.c?.(); y = a / b / c; y = /[/]\\/(?<n>x)/giu.test(z);
t = \`a\${\`n\${b}\`}c\${{ d: 1 }.d}\`; n = [0x1f, 1_000n, .5, 5., 0b1, 1e3]; promise.catch(() => {}).finally;
o = { default: 1, 'quoted': 2, [computed]: 3, get x() { return this; }, async *y() { yield* await z; }, delete() {} };
class A extends (B, C) { #p = 1; static { this.#p++; } static async m() { new.target; import.meta.url; super.m(); } }
export { o as default, x as "string name" }; import d, * as ns from './d.js' with { type: 'json' }; // end`,
  'script.cjs': `'use strict'; var with_ = 1; return module.exports = { with_, yield: 1 };`,
  'types.ts': `
const f = <T,>(x: T): Array<Array<T>>=> { return x! as any };
class A<T extends Map<string, Set<T>>> { declare y: 1; constructor(private readonly a = 1, public b?: 2n) { super() } }
abstract class B implements A<B<C>> { abstract get x(): string; protected override z!: typeof import('x') }
type F = typeof import('x'); enum E { A = 'b', default = 2 } declare module 'foo' { export const x: unique symbol }
function g(this: Foo, ...r: any[]): asserts r is string[] {} interface I { new (): void; readonly [k: string]: this }
@Dec({ a: 1 }) class D { @Prop() p!: string; \\u0061bc = 1; 0x1f = 1; m(@Inject() a: A) {} }
foo<Bar<Baz>>(); new Foo<Bar<Baz>>(); foo<Bar>\`t\`; const v = foo<Bar>; let u = <any>x satisfies Y; x = y!
export type { F } from './f'; import type G from 'g'; import fs = require('fs');`,
  'elements.tsx': `
const a = <div className="x" data-a='y' {...p}>=5 {x ? .5 : 1} text {\`a\${b}c\`} {/* c */}</div>;
const b = <><Foo.Bar<string> x={<b>=</b>}/></>;`,
  'blanks.js': '/* \u{1f9ed} */ a\u2028b;\r\n\tc\u00a0= "\u2029";\rd // e\n',
};

function filesBelow(directory: string, extension: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(directory, name));
}

describe('the parser of the command line', () => {
  it.each(Object.keys(SHAPES))(
    'gives the tree, tokens, comments and scopes of typescript-eslint for %s',
    (filename) => {
      const { ours, theirs } = read(SHAPES[filename] ?? '', `/project/${filename}`);
      expect(ours).toEqual(theirs);
    },
  );

  it('gives the same on files of this package, of express and of cors', () => {
    const root = join(import.meta.dirname, '../..');
    const files = [
      ...filesBelow(join(root, 'src'), '.ts').filter((_, index) => index % 4 === 0),
      ...filesBelow(join(root, 'node_modules/express/lib'), '.js'),
      ...filesBelow(join(root, 'node_modules/cors/lib'), '.js'),
    ];
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const { ours, theirs } = read(readFileSync(file, 'utf8'), file);
      expect(ours, file).toEqual(theirs);
    }
  });

  it.each([
    ['const = 1', 1, 7],
    ['a;\r\nb;\r\n  ]', 3, 3],
    ['import x from "y"; return', 1, 20],
    ['const \u{1f9ed} = 1', 1, 7],
  ])('raises the place of the mistake in %j', (text, lineNumber, column) => {
    expect(() => parser.parseForESLint(text, { filePath: '/project/a.js' })).toThrow(
      expect.objectContaining({ lineNumber, column }),
    );
  });
});
