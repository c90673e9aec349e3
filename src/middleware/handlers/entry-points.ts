import { ancestorsOf, type SourceFile } from '../../source/file.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  staticText,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../../source/syntax.js';
import { variableNaming } from '../../source/variable-naming.js';
import { exportedNames } from './exported-functions.js';
import { listensToFetch } from './fetch-event.js';
import { fetchRole } from './fetch-parameters.js';

/** How a function of the file comes to answer requests. */
export interface EntryPoint {
  readonly handler: FunctionNode;
  /**
   * `handler`: its first parameter is the request, or holds it. `helper`: its parameters tell for themselves. `listener`: it is
   * given an event, and answers through that.
   */
  readonly kind: 'handler' | 'helper' | 'listener';
  /** The methods it is asked with; undefined for all of them. */
  readonly methods: ReadonlySet<string> | undefined;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/**
 * Names under which frameworks and runtimes look for a function that answers: Next.js, SvelteKit, Remix, Astro, Workers
 * and Pages functions, Netlify, Vercel, AWS.
 */
const HANDLER_NAME =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ALL|default|fetch|handle|handler|loader|action|middleware|proxy|fallback|onRequest\w*)$/;
/** Keys of objects that are given to a server: `Bun.serve({ fetch })`, `export default { fetch }`. */
const HANDLER_KEY = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|fetch|handler|loader|action|\/.*)$/;
/** Methods that routers and runtimes register handlers by. */
const REGISTERS = /^(?:get|head|post|put|patch|delete|del|options|all|any|use|route|on|serve|handle)$/;

/** The functions among `candidates` that are called from outside the file, and how. */
export function entryPoints(file: SourceFile, candidates: readonly FunctionNode[]): EntryPoint[] {
  if (candidates.length === 0 || isForBrowsers(file)) return [];
  return candidates.flatMap((handler) =>
    isGivenResponse(file, handler) ? [] : (entryPoint(file, handler) ?? []),
  );
}

/** The first answer that one of the file's ways in gives to a question about a place. */
export const firstOf =
  <Entry, Answer>(entries: readonly Entry[], ask: (entry: Entry, place: Node) => Answer | undefined) =>
  (place: Node): Answer | undefined => {
    for (const entry of entries) {
      const answer = ask(entry, place);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };

/** Methods of the responses of `node:http` and Express. */
const OF_GIVEN_RESPONSE =
  /^(?:setHeader|appendHeader|setHeaders|removeHeader|writeHead|end|send|sendStatus|status|set|header|json|redirect|render)$/;

/** `(req, res)` and its like: what such a function returns is no answer. */
function isGivenResponse(file: SourceFile, { params }: FunctionNode): boolean {
  return params.slice(1, 3).some((param) => {
    const references = param.type === 'Identifier' ? (file.variableOf(param)?.references ?? []) : [];
    return references.some(({ identifier }) => {
      const member = file.parentOf(identifier);
      return (
        member?.type === 'MemberExpression' &&
        member.object === identifier &&
        OF_GIVEN_RESPONSE.test(memberName(member) ?? '') &&
        file.parentOf(member)?.type === 'CallExpression'
      );
    });
  });
}

function entryPoint(file: SourceFile, handler: FunctionNode): EntryPoint | undefined {
  if (listensToFetch(file, handler)) return { handler, kind: 'listener', methods: undefined };
  const names = exportedNames(file, handler);
  const method = names.find((name) => METHODS.has(name));
  const methods = method === undefined ? undefined : methodsOf(names);
  if (names.some((name) => HANDLER_NAME.test(name))) return { handler, kind: 'handler', methods };
  if (isHandedOver(file, handler)) return { handler, kind: 'handler', methods: undefined };
  return names.length > 0 ? { handler, kind: 'helper', methods: undefined } : undefined;
}

/** Exported for one method, it answers that; HEAD as well where it answers GET. */
function methodsOf(names: readonly string[]): ReadonlySet<string> | undefined {
  if (names.some((name) => !METHODS.has(name))) return undefined;
  return new Set(names.includes('GET') ? [...names, 'HEAD'] : names);
}

/** Whether a function, or an object with it, is given to a server or a router. */
function isHandedOver(file: SourceFile, handler: FunctionNode): boolean {
  const variable = variableNaming(file, handler);
  const uses: Node[] = variable
    ? variable.references
        .map(({ identifier }) => identifier)
        .filter((use) => file.parentOf(use)?.type !== 'VariableDeclarator')
    : [handler];
  return uses.some((use) => isServed(file, use, handler));
}

function isServed(file: SourceFile, use: Node, handler: FunctionNode): boolean {
  const parent = file.parentOf(use);
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition') {
    const key = keyName(parent);
    return parent.value === use && key !== undefined && HANDLER_KEY.test(key) && isGiven(file, parent);
  }
  if (parent?.type !== 'CallExpression' || !parent.arguments.some((argument) => argument === use))
    return false;
  const callee = unwrapped(parent.callee);
  const name =
    callee.type === 'MemberExpression'
      ? memberName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : undefined;
  if (name === 'serve') return true;
  const isRegistration =
    callee.type === 'MemberExpression' &&
    REGISTERS.test(name ?? '') &&
    (staticText(parent.arguments[0]) !== undefined || name === 'use');
  return (
    isRegistration || (parent.arguments.length === 1 && fetchRole(file, handler.params[0]) === 'request')
  );
}

/** Whether the object around a property is exported, or given to a call. */
function isGiven(file: SourceFile, property: Node): boolean {
  const object = file.parentOf(property);
  if (!object) return false;
  if (object.type !== 'ObjectExpression') return true;
  const parent = file.parentOf(object);
  if (parent?.type === 'Property') return isGiven(file, parent);
  if (parent?.type === 'CallExpression') return parent.callee !== object;
  return exportedNames(file, object).length > 0;
}

/** Directives and imports of code that runs in a page. */
export function isForBrowsers({ program }: SourceFile): boolean {
  return program.body.some((node) => node.type === 'ExpressionStatement' && node.directive === 'use client');
}

/** The functions around a node, innermost first. */
export const functionsAround = (file: SourceFile, node: Node): FunctionNode[] =>
  [...ancestorsOf(file, node)].filter((parent) => isFunctionNode(parent));
