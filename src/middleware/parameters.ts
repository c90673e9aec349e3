import { ancestorsOf, type SourceFile } from '../source/file.js';
import { isFunctionNode, type FunctionNode, type Node } from '../source/syntax.js';

/** The function of this file an identifier names. */
export function functionNamed(file: SourceFile, identifier: Node): FunctionNode | undefined {
  const definition = file.variableOf(identifier)?.defs[0];
  if (definition?.type === 'FunctionName' && isFunctionNode(definition.node)) return definition.node;
  if (definition?.type === 'Variable' && definition.node.init && isFunctionNode(definition.node.init))
    return definition.node.init;
  return undefined;
}

/** The function and parameter index an identifier refers to, if it is a parameter. */
export function parameterOf(
  file: SourceFile,
  identifier: Node,
): { owner: FunctionNode; index: number } | undefined {
  const definition = file.variableOf(identifier)?.defs[0];
  if (definition?.type !== 'Parameter' || !isFunctionNode(definition.node)) return undefined;
  const index = definition.node.params.findIndex(
    (param) => param === definition.name || [...ancestorsOf(file, definition.name)].includes(param),
  );
  return index === -1 ? undefined : { owner: definition.node, index };
}
