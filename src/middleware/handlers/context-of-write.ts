import { ancestorsOf, type SourceFile } from '../../source/file.js';
import { isFunctionNode, memberName, unwrapped, type FunctionNode, type Node } from '../../source/syntax.js';
import { parameterOf } from '../parameters.js';
import { boundTo, isVisible } from '../headers/request-origin.js';
import { functionsAround } from './entry-points.js';

/**
 * How code at `place` names the object that a handler gets at `index`: by the handler's own parameter, or by that of a helper
 * that was seen to write to it.
 *
 * @param part the member that is asked for, where the handler takes the object apart.
 * @param paths members that lead from the object to what headers are written to.
 */
export function contextAt(
  file: SourceFile,
  handler: FunctionNode,
  { index, part, paths }: { index: number; part: string; paths: ReadonlySet<string> },
  place: Node,
): string | undefined {
  const given = handler.params[index];
  if (functionsAround(file, place).includes(handler)) {
    const identifier = given?.type === 'Identifier' ? given : given && boundTo(given, part);
    if (identifier?.type !== 'Identifier') return undefined;
    const { name } = identifier;
    return isVisible(file, { text: name, identifier }, handler, place) ? name : undefined;
  }
  const root = rootOfWrite(file, place, paths);
  const parameter = root && parameterOf(file, root);
  const own = parameter?.owner.params[parameter.index];
  return root?.type === 'Identifier' && own?.type === 'Identifier' ? root.name : undefined;
}

/** What the call at or around `place` writes to: `ctx.response` in `ctx.response.set(…)`, `reply` in `reply.code(204).headers({ … })`. */
export function receiverOfWrite(file: SourceFile, place: Node): Node | undefined {
  let node: Node | undefined = [place, ...ancestorsOf(file, place)].find(
    (around) => around.type === 'CallExpression' || isFunctionNode(around),
  );
  if (isFunctionNode(node)) return undefined;
  while (node?.type === 'CallExpression') {
    const callee = unwrapped(node.callee);
    node = callee.type === 'MemberExpression' ? unwrapped(callee.object) : undefined;
  }
  return node;
}

/** The object that the receiver of a write is reached from by members that lead to what headers are written to. */
function rootOfWrite(file: SourceFile, place: Node, paths: ReadonlySet<string>): Node | undefined {
  let node = receiverOfWrite(file, place);
  while (node?.type === 'MemberExpression')
    node = paths.has(memberName(node) ?? '') ? unwrapped(node.object) : undefined;
  return node;
}
