import { expect, test } from 'vitest';
import { isLeftUnread } from '../../src/source/unread-value.js';
import { parseSource } from '../harness/source-file.js';

test.each([
  ['in a variable nobody reads', 'const made = make();', true],
  ['in a variable that is only written again', 'let made = make(); made = 1;', true],
  ['in a variable that is read', 'const made = make(); use(made);', false],
  ['in a variable that is read by a function', 'const made = make(); const mount = () => use(made);', false],
  ['in a variable that is exported', 'export const made = make();', false],
  ['in a variable that is exported by name', 'const made = make(); export { made };', false],
  ['taken apart', 'const { made } = make();', false],
  ['handed on', 'use(make());', false],
  ['awaited', 'const made = await make();', false],
  ['returned, and kept unread', 'function f() { return make(); } const made = f();', true],
  ['returned by an arrow, and kept unread', 'const f = () => make(); const made = f();', true],
  ['returned through two functions', 'const f = () => make(); const g = () => f(); const made = g();', true],
  ['returned, and kept unread once of twice', 'const f = () => make(); const made = f(); use(f());', false],
  ['returned by a function that is handed on', 'const f = () => make(); const made = f(); use(f);', false],
  [
    'returned by a function that leaves the file',
    'export function f() { return make(); } const made = f();',
    false,
  ],
  ['returned by a function nobody calls', 'function f() { return make(); }', false],
  ['returned by a function without a name', 'use(() => make());', false],
  ['returned by a function that only calls itself', 'function f() { f(); return f() ?? make(); }', false],
  ['used in a function whose value is kept unread', 'const f = () => use(make()); const made = f();', false],
])('a value %s', (_name, program, expected) => {
  const file = parseSource(program, '/program.mjs');
  const [made] = file
    .nodesOfType('CallExpression')
    .filter(({ callee }) => callee.type === 'Identifier' && callee.name === 'make');
  expect(made && isLeftUnread(file, made)).toBe(expected);
});

test('functions that return only each other end the search', () => {
  const file = parseSource('function f() { return g(); } function g() { return f(); }', '/program.mjs');
  expect(file.nodesOfType('CallExpression').map((node) => isLeftUnread(file, node))).toEqual([false, false]);
});
