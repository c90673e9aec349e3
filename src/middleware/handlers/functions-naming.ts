import { ancestorsOf, type SourceFile, type Variable } from '../../source/file.js';
import { isFunctionNode, type FunctionNode, type Node } from '../../source/syntax.js';

/**
 * The functions of a file that a text may come through: those that spell it out, those that use a variable or function
 * that does, and so on. Which of them do is for the model to say.
 */
export const functionsNaming = (file: SourceFile, isNamed: (text: string) => boolean): FunctionNode[] =>
  functionsPassing(
    file,
    file.nodes.filter((node) => {
      const text = textOf(node);
      return text !== undefined && isNamed(text);
    }),
  );

/** The same for what some nodes stand for. */
export function functionsPassing(file: SourceFile, nodes: readonly Node[]): FunctionNode[] {
  const functions = new Set<FunctionNode>();
  const variables = new Set<Variable>();
  const pending = [...nodes];
  const follow = (variable: Variable | undefined): void => {
    if (!variable || variables.has(variable)) return;
    variables.add(variable);
    pending.push(...variable.references.map(({ identifier }) => identifier));
  };
  for (let node = pending.pop(); node; node = pending.pop()) {
    let inner = node;
    for (const parent of ancestorsOf(file, node)) {
      if (isFunctionNode(parent)) {
        functions.add(parent);
        if (parent.type === 'FunctionDeclaration' && parent.id) follow(file.variableOf(parent.id));
      } else if (parent.type === 'VariableDeclarator' && parent.init === inner) {
        for (const name of namesIn(parent.id)) follow(file.variableOf(name));
      } else if (parent.type === 'AssignmentExpression' && parent.right === inner) {
        follow(file.variableOf(rootOf(parent.left)));
      } else if (parent.type === 'ClassDeclaration' && parent.id) {
        follow(file.variableOf(parent.id));
      }
      inner = parent;
    }
  }
  return [...functions].sort((left, right) => left.range[0] - right.range[0]);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateElement' ? (node.value.cooked ?? undefined) : undefined;
}

function rootOf(target: Node): Node {
  let node = target;
  while (node.type === 'MemberExpression') node = node.object;
  return node;
}

function namesIn(pattern: Node): Node[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}
