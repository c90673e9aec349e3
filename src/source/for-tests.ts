import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from './file.js';
import { callsOfImports, importedModules } from './modules.js';
import { isFunctionNode, staticText, type Node } from './syntax.js';

/** Runners of tests, and libraries whose handlers answer for somebody else's server in one. */
const MODULE =
  /^(?:vitest(?:\/(?!config$).*)?|jest|@jest\/.*|mocha|ava|tape|tap|uvu|msw(?:\/.*)?|nock|sinon|supertest|node:test|bun:test|jsr:@std\/(?:testing|assert|expect).*|@playwright\/test|cypress|@testing-library\/.*)$/;
const TESTS = ['describe', 'it', 'test'];
const GLOBALS = new Set(['jest', 'vi', 'expect', ...TESTS]);

/** Whether a file holds tests: told by what it imports and calls, never by its path. */
export const isForTests = (file: SourceFile): boolean =>
  [...importedModules(file)].some((module) => MODULE.test(module)) ||
  callsOfImports(file).some(({ node, binding }) => TESTS.includes(binding.name) && isNamedTest(node)) ||
  file
    .nodesOfType('Identifier')
    .some((node) => GLOBALS.has(node.name) && file.variableOf(node) === undefined && isCalled(file, node));

/** `test('reads', () => {})`, which a repository also exports from a runner of its own. */
const isNamedTest = ({ arguments: [name, ...others] }: TSESTree.CallExpression): boolean =>
  staticText(name) !== undefined && others.some((argument) => isFunctionNode(argument));

function isCalled(file: SourceFile, identifier: Node): boolean {
  const parent = file.parentOf(identifier);
  if (parent?.type === 'MemberExpression') return parent.object === identifier && isCalled(file, parent);
  return parent?.type === 'CallExpression' && parent.callee === identifier;
}
