import type { SourceFile } from '../source/file.js';
import { isForTests } from '../source/for-tests.js';
import { keyName, memberName, staticText, type Node } from '../source/syntax.js';
import { handshakeSites } from '../middleware/handshakes.js';
import type { Site } from '../middleware/middleware.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import { functionAt, isCheckedElsewhere, type AskedSite } from './checked-elsewhere.js';
import { watched, type Watch } from './watched.js';

/** What a page has to know before it is served is no cookie. */
const SPEAKS_OF_SECRETS = /token|ticket|jwt|secret|api[-_]?key|password|handshake\??\.auth/i;
/** Other places where a handshake may be refused. */
const MEMBERS_ELSEWHERE = new Set(['origin', 'rawHeaders', 'handleUpgrade', 'engine']);

/**
 * The servers of a file that accept the WebSocket handshake of any website, for all that is unknown. Where some
 * other code of the file looks at an origin, or asks visitors for what they know, nothing is said.
 */
export function openHandshakes(file: SourceFile, watch?: Watch): AskedSite[] {
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
    const asked = { site, outcome };
    return isLeftToOthers(file, site) || isCheckedElsewhere(file, asked, mayRefuse, site.node) ? [] : [asked];
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

const isHandedOn = (file: SourceFile, param: Node): boolean =>
  param.type !== 'Identifier' ||
  (file.variableOf(param)?.references ?? []).some(
    ({ identifier }) => file.parentOf(identifier)?.type === 'CallExpression',
  );
