import { ancestorsOf, type SourceFile } from '../source/file.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  staticText,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';
import { isForTests } from '../middleware/handlers/entry-points.js';
import { handshakeSites } from '../middleware/handshakes.js';
import type { Site } from '../middleware/middleware.js';
import { functionNamed } from '../middleware/parameters.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import type { Outcome } from './simulate.js';
import { watched, type Watch } from './watched.js';

/** A server that accepts the WebSocket of any website. */
export interface OpenHandshake {
  readonly site: Site;
  readonly outcome: Outcome;
}

/** What a page has to know before it is served is no cookie. */
const SPEAKS_OF_SECRETS = /token|ticket|jwt|secret|api[-_]?key|password|handshake\??\.auth/i;
/** Other places where a handshake may be refused. */
const MEMBERS_ELSEWHERE = new Set(['origin', 'rawHeaders', 'handleUpgrade', 'engine']);

/**
 * The servers of a file that accept a WebSocket handshake from the attacker's page, for all that is unknown. Where some
 * other code of the file looks at an origin, or asks visitors for what they know, nothing is said.
 */
export function openHandshakes(file: SourceFile, watch?: Watch): OpenHandshake[] {
  const sites = handshakeSites(file);
  if (sites.length === 0 || SPEAKS_OF_SECRETS.test(file.text) || isForTests(file)) return [];
  const isAccepted = (answer: Answer): number => (answer.outcome === 'answered' ? 1 : 0);
  return sites.flatMap((site) => {
    const outcome = watched(
      file,
      site,
      { request: { origin: ATTACKER, kind: 'handshake', method: 'GET' }, environment: { kind: 'all set' } },
      { rank: isAccepted },
      watch,
    );
    if (isAccepted(outcome.answer) === 0) return [];
    if (isLeftToOthers(file, site)) return [];
    const gate = site.place(outcome.evidence);
    const isElsewhere = (node: Node): boolean =>
      !isInside(file, node, gate) && !answersTo(file, node, outcome.executed, site);
    return file.nodes.some((node) => mayRefuse(node) && isElsewhere(node)) ? [] : [{ site, outcome }];
  });
}

/** Whether a node reads an origin, answers the event `upgrade`, or names the option of a check. */
function mayRefuse(node: Node): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return MEMBERS_ELSEWHERE.has(memberName(node) ?? '');
    case 'Literal':
      return /^(?:origin|upgrade)$/i.test(staticText(node) ?? '');
    case 'ObjectPattern':
      return node.properties.some(
        (property) => property.type === 'Property' && keyName(property) === 'origin',
      );
    case 'Property':
      return /^(?:allowRequest|verifyClient)$/.test(keyName(node) ?? '');
    default:
      return false;
  }
}

/**
 * Whether a node belongs to a function that was run to answer the handshake, which says what came of it, or is the event
 * that such a function listens to.
 */
function answersTo(
  file: SourceFile,
  node: Node,
  executed: ReadonlySet<Node>,
  { node: creation }: Site,
): boolean {
  const parent = file.parentOf(node);
  const listener =
    parent?.type === 'CallExpression' && parent.arguments[0] === node && parent.arguments[1]
      ? functionAt(file, parent.arguments[1])
      : undefined;
  const owner = listener ?? [...ancestorsOf(file, node)].find(isFunctionNode);
  return owner !== undefined && executed.has(owner) && !isInside(file, creation, owner);
}

const isInside = (file: SourceFile, node: Node, outer: Node): boolean =>
  node === outer || [...ancestorsOf(file, node)].includes(outer);

/** Whether functions of other modules are asked before a connection is used, or get the request that opened it. */
function isLeftToOthers(file: SourceFile, { node }: Site): boolean {
  const holder = file.parentOf(node);
  const server =
    holder?.type === 'VariableDeclarator'
      ? file.textOf(holder.id)
      : holder?.type === 'AssignmentExpression'
        ? file.textOf(holder.left)
        : undefined;
  return file.nodes.some((call) => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
    const [first, second] = call.arguments;
    const method = memberName(call.callee);
    if (method === 'use' && file.textOf(call.callee.object) === server)
      return first !== undefined && !functionAt(file, first);
    if (!/^(?:on|once|addListener)$/.test(method ?? '') || staticText(first) !== 'connection' || !second)
      return false;
    const listener = functionAt(file, second);
    const request = listener?.params[1];
    return !listener || (request !== undefined && isHandedOn(file, request));
  });
}

const functionAt = (file: SourceFile, node: Node): FunctionNode | undefined =>
  isFunctionNode(node) ? node : functionNamed(file, node);

const isHandedOn = (file: SourceFile, param: Node): boolean =>
  param.type !== 'Identifier' ||
  (file.variableOf(param)?.references ?? []).some(
    ({ identifier }) => file.parentOf(identifier)?.type === 'CallExpression',
  );
