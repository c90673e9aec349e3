import type { SourceFile } from '../source/file.js';
import { isForTests } from '../source/for-tests.js';
import { initialOf } from '../source/initial.js';
import { importedMember } from '../source/modules.js';
import { isFunctionNode, keyName, memberName, staticText, walk, type Node } from '../source/syntax.js';
import { toolServerSites } from '../middleware/mcp-sites.js';
import type { Answer } from '../policy/answer.js';
import { ATTACKER } from '../policy/origins.js';
import { functionAt, isCheckedElsewhere, type AskedSite } from './checked-elsewhere.js';
import { watched, type Watch } from './watched.js';

/** Who has to know or to be somebody is asked by another name. */
const SPEAKS_OF_SECRETS = /token|jwt|secret|api[-_]?key|password|bearer|authoriz|authenticat/i;
/** What tells a website from the pages of the machine. */
const TELLS_PAGES_APART = /^(?:origin|host|hostname|rawheaders|headersdistinct|referr?er|sec-fetch-site)$/i;

/**
 * The servers of the Model Context Protocol of a file that hand the requests of any website to their transport, for all that is
 * unknown. Where some other code is asked before, or looks at origins or host names, nothing is said.
 */
export function openToolServers(file: SourceFile, watch?: Watch): AskedSite[] {
  const sites = toolServerSites(file);
  if (sites.length === 0 || SPEAKS_OF_SECRETS.test(file.text) || isForTests(file)) return [];
  const isHanded = (answer: Answer): number => (answer.outcome === 'answered' ? 1 : 0);
  return sites.flatMap((site) => {
    const outcome = watched(
      file,
      site,
      { request: { origin: ATTACKER, kind: 'actual', method: 'POST' }, environment: { kind: 'all set' } },
      { rank: isHanded },
      watch,
    );
    const asked = { site, outcome };
    const isOpen =
      isHanded(outcome.answer) > 0 &&
      [...outcome.executed].some((node) => isFirstAsked(file, node)) &&
      !isCheckedElsewhere(file, asked, mayRefuse);
    return isOpen ? [asked] : [];
  });
}

/** Whether a node reads an origin or a host name. */
function mayRefuse(node: Node): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return TELLS_PAGES_APART.test(memberName(node) ?? '');
    case 'Literal':
      return TELLS_PAGES_APART.test(staticText(node) ?? '');
    case 'ObjectPattern':
      return node.properties.some(
        (property) => property.type === 'Property' && TELLS_PAGES_APART.test(keyName(property) ?? ''),
      );
    default:
      return false;
  }
}

/** Whether a function answers for a server that is made in the file, and no code of others is asked before it. */
function isFirstAsked(file: SourceFile, node: Node): boolean {
  const uses = file
    .nodesOfType('CallExpression')
    .filter(({ arguments: given }) => given.some((argument) => functionAt(file, argument) === node));
  return uses.some(({ callee, arguments: given }) => {
    const { module = '', name = '' } = importedMember(file, callee) ?? {};
    if (/^(?:node:)?https?$/.test(module)) return name === 'createServer';
    return (
      callee.type === 'MemberExpression' &&
      isApp(file, callee.object) &&
      [...given, ...usedIn(file)].every((argument) => refusesNobody(file, argument))
    );
  });
}

/** `const app = express()`. */
function isApp(file: SourceFile, object: Node): boolean {
  const made = initialOf(file, object);
  if (made.type !== 'CallExpression') return false;
  const { module, name } = importedMember(file, made.callee) ?? {};
  return module === 'express' && (name === 'default' || name === '*');
}

/** What the file puts before the routes of its apps. */
const usedIn = (file: SourceFile): Node[] =>
  file
    .nodesOfType('CallExpression')
    .filter(({ callee }) => callee.type === 'MemberExpression' && memberName(callee) === 'use')
    .flatMap(({ arguments: given }) => given);

const PARSERS = /^(?:json|urlencoded|text|raw|static)$/;

/** A path, a function that can be read here, or a middleware that lets everybody by. */
function refusesNobody(file: SourceFile, argument: Node): boolean {
  if (staticText(argument) !== undefined || functionAt(file, argument)) return true;
  const made = initialOf(file, argument);
  if (made.type !== 'CallExpression') return false;
  const { module, name = '' } = importedMember(file, made.callee) ?? {};
  if (module === 'express') return PARSERS.test(name);
  // A function among its options may end requests with an error.
  return module === 'cors' && made.arguments.every((options) => isPlain(options));
}

/** Whether an expression is made of nothing but texts, numbers and lists. */
function isPlain(expression: Node): boolean {
  let isPlainSoFar = true;
  walk(expression, (part, parent) => {
    const isKey = parent?.type === 'Property' && parent.key === part && !parent.computed;
    if (isFunctionNode(part) || (part.type === 'Identifier' && !isKey)) isPlainSoFar = false;
  });
  return isPlainSoFar;
}
