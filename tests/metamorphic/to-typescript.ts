import type { Language } from '../harness/server.js';
import { isFunction, moduleOf, type Node, type ParsedProgram } from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

const LANGUAGES: Partial<Record<Language, Language>> = { cjs: 'cts', mjs: 'mts', js: 'ts' };

/** Adds what a person adds who turns a JavaScript file into a TypeScript one: types, assertions, `!`. */
export const toTypeScript: Transformation = {
  name: 'TypeScript in place of JavaScript',
  apply(program) {
    const language = LANGUAGES[program.language];
    if (!language) return undefined;
    return rewritten(program, (parsed, edited) => {
      for (const node of parsed.nodes) {
        if (isFunction(node)) {
          const isBare = node.params.length === 1 && parsed.text[node.params[0]?.range[0] ?? 0] !== undefined;
          const first = node.params[0];
          const needsParentheses =
            isBare &&
            first !== undefined &&
            node.type === 'ArrowFunctionExpression' &&
            lacksParentheses(parsed, node, first);
          for (const param of node.params) {
            if (param.type !== 'Identifier') continue;
            if (needsParentheses) edited.appendLeft(param.range[0], '(');
            edited.appendRight(param.range[1], needsParentheses ? ': any)' : ': any');
          }
        }
        const assertion = assertionFor(parsed, node);
        if (assertion !== undefined) edited.appendLeft(node.range[1], assertion);
      }
      return language;
    });
  },
};

const lacksParentheses = (parsed: ParsedProgram, arrow: Node, param: Node): boolean =>
  !parsed.text.slice(arrow.range[0], param.range[0]).includes('(');

function assertionFor(parsed: ParsedProgram, node: Node): string | undefined {
  const parent = parsed.parentOf(node);
  if (
    node.type === 'ObjectExpression' &&
    parent?.type === 'CallExpression' &&
    moduleOf(parsed, parent.callee) === 'cors'
  )
    return " as import('cors').CorsOptions";
  if (
    node.type === 'ArrayExpression' &&
    parent?.type === 'VariableDeclarator' &&
    node.elements.every((element) => element?.type === 'Literal')
  )
    return ' as string[]';
  if (
    node.type === 'MemberExpression' &&
    parsed.textOf(node.object) === 'process.env' &&
    parent?.type === 'LogicalExpression'
  )
    return '!';
  return undefined;
}
