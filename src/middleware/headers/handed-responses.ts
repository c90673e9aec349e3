import { oncePerFile, type SourceFile } from '../../source/file.js';
import { unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { functionNamed, parameterOf } from '../parameters.js';
import { responseCalls } from './response-calls.js';

/** A function and the parameter of it that carries a response. */
interface Carrier {
  readonly handler: FunctionNode;
  readonly index: number | undefined;
}

/** How far a response is followed from function to function. */
const MAX_HANDOVERS = 4;

/**
 * The functions that write to the same response as `handler`: itself, those of the file it hands the response to, those
 * that hand theirs to it, and so on.
 */
export function handedTo(file: SourceFile, handler: FunctionNode): ReadonlySet<FunctionNode> {
  const handovers = handoversIn(file);
  const family = new Set([handler]);
  for (let round = 0; round < MAX_HANDOVERS; round++) {
    for (const { from, to } of handovers) {
      if (family.has(from)) family.add(to);
      else if (family.has(to)) family.add(from);
    }
  }
  return family;
}

/** Every place where a function passes its response on to another one that uses it. */
const handoversIn = oncePerFile((file) => {
  const carriers: Carrier[] = responseCalls(file).map(({ handler, index }) => ({ handler, index }));
  const handovers: { from: FunctionNode; to: FunctionNode }[] = [];
  for (let round = 0, size = -1; round < MAX_HANDOVERS && size !== carriers.length; round++) {
    size = carriers.length;
    for (const node of file.nodesOfType('CallExpression')) {
      if (node.callee.type !== 'Identifier') continue;
      const to = functionNamed(file, node.callee);
      if (!to) continue;
      for (const [index, argument] of node.arguments.entries()) {
        if (!carriers.some((carrier) => carrier.handler === to && carrier.index === index)) continue;
        for (const from of parametersIn(file, argument)) {
          if (handovers.some((one) => one.from === from.handler && one.to === to)) continue;
          handovers.push({ from: from.handler, to });
          carriers.push(from);
        }
      }
    }
  }
  return handovers;
});

/** The parameters an argument is, is a member of, or brings in an object. */
function parametersIn(file: SourceFile, argument: Node): Carrier[] {
  const node = unwrapped(argument);
  if (node.type === 'MemberExpression') return parametersIn(file, node.object);
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap((property) =>
      property.type === 'Property' ? parametersIn(file, property.value) : [],
    );
  const parameter = node.type === 'Identifier' ? parameterOf(file, node) : undefined;
  return parameter ? [{ handler: parameter.owner, index: parameter.index }] : [];
}
