import type { TSESTree } from '@typescript-eslint/utils';
import { oncePerFile, type SourceFile, type Variable } from '../source/file.js';
import { listIn } from '../source/list-in.js';
import { fieldName, isFunctionNode, type Node } from '../source/syntax.js';
import { functionsCalled } from './callees.js';
import { variablesOfClass } from '../source/variable-naming.js';
import { enclosingFunction } from './exits.js';

/** What a program calls a value by: a variable, or a member of `this`. */
export type Name = Variable | Field;

/** A member of `this`, by its name: the same one in all classes of the file. */
interface Field {
  readonly references: readonly { readonly identifier: Node }[];
}

/** The names that `parent` gives to what its part `node` stands for. */
export function namesGiven(file: SourceFile, parent: Node, node: Node): Name[] {
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === node ? namesIn(file, parent.id) : [];
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.right === node ? namesIn(file, parent.left) : [];
    case 'ForOfStatement':
      return parent.right === node ? namesIn(file, parent.left) : [];
    case 'ReturnStatement': {
      const owner = enclosingFunction(file, parent);
      return owner?.type === 'FunctionDeclaration' && owner.id ? namesIn(file, owner.id) : [];
    }
    case 'ClassDeclaration':
      return variablesOfClass(file, parent);
    case 'PropertyDefinition':
      return parent.value === node ? fieldNamed(file, fieldName(parent)) : [];
    case 'CallExpression':
    case 'NewExpression':
      return parametersGiven(file, parent, node);
    default:
      return [];
  }
}

/** The parameters through which the functions of this file that a call may run get its part `node`. */
function parametersGiven(
  file: SourceFile,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  node: Node,
): Name[] {
  const index = call.arguments.findIndex((candidate) => candidate === node);
  const callees = index === -1 ? [] : functionsCalled(file, call.callee);
  const names = callees.flatMap(({ params }) => {
    const given = node.type === 'SpreadElement' ? params : [params[index] ?? params.at(-1)];
    return given.flatMap((param) => (param ? namesIn(file, param) : []));
  });
  if (isFunctionNode(node)) return names;
  // Whoever is called may hand it on to the functions it is given.
  const callbacks = call.arguments
    .filter((other) => other !== node)
    .flatMap((other) => functionsCalled(file, other));
  return [...names, ...callbacks.flatMap(({ params }) => params.flatMap((param) => namesIn(file, param)))];
}

/** The names that a pattern, a parameter or the target of an assignment gives. */
function namesIn(file: SourceFile, target: Node): Name[] {
  switch (target.type) {
    case 'Identifier':
      return [file.variableOf(target)].filter((found) => found !== undefined);
    case 'VariableDeclaration':
      return target.declarations.flatMap(({ id }) => namesIn(file, id));
    case 'ObjectPattern':
      return target.properties.flatMap((property) => namesIn(file, property));
    case 'ArrayPattern':
      return target.elements.flatMap((element) => (element ? namesIn(file, element) : []));
    case 'Property':
      return namesIn(file, target.value);
    case 'AssignmentPattern':
      return namesIn(file, target.left);
    case 'RestElement':
      return namesIn(file, target.argument);
    case 'TSParameterProperty': {
      const { parameter } = target;
      const { name } = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      return [...namesIn(file, parameter), ...fieldNamed(file, name)];
    }
    case 'MemberExpression':
      return target.object.type === 'ThisExpression'
        ? fieldNamed(file, fieldName(target))
        : namesIn(file, target.object);
    default:
      return [];
  }
}

const fieldNamed = (file: SourceFile, name: string | undefined): Field[] =>
  [name === undefined ? undefined : fieldsIn(file).get(name)].filter((field) => field !== undefined);

/** The members of `this` that a file mentions. */
const fieldsIn = oncePerFile((file): ReadonlyMap<string, Field> => {
  const mentions = new Map<string, { identifier: Node }[]>();
  for (const node of file.nodesOfType('ThisExpression')) {
    const member = file.parentOf(node);
    const name = member?.type === 'MemberExpression' ? fieldName(member) : undefined;
    if (member && name !== undefined) listIn(mentions, name).push({ identifier: member });
  }
  return new Map([...mentions].map(([name, references]) => [name, { references }]));
});
