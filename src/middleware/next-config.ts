import { basename } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { isBefore } from '../source/package-version.js';
import {
  isFunctionNode,
  keyName,
  memberName,
  unwrapped,
  type FunctionNode,
  type Node,
} from '../source/syntax.js';
import { iterate } from '../interpret/iterate.js';
import { getMember } from '../interpret/members.js';
import { toText, truthy } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ObjectValue, Unknown, type Value } from '../interpret/values.js';
import { declarationsIn } from './declared-options.js';
import { KEPT, keepHeader } from './handlers/kept-headers.js';
import { unaskedSite } from './handlers/unasked-function.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, type Exchange, type Middleware, type Site } from './middleware.js';
import { matchConditions, withParameters } from './next-conditions.js';
import { functionNamed } from './parameters.js';
import { isOfType } from './typed-options.js';

/**
 * The function `headers` of a configuration of Next.js. What it returns is settled when the app is built, and sent with
 * every answer on the paths it names; watched on `next start` of 16.4.6, and written down in docs/middleware/header-writes.md.
 */
export const nextConfig: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['next'],
  isNoServer: true,
  triggers: [ALLOW_ORIGIN],
  find: (file) => headerFunctions(file).map((node) => siteOf(file, node)),
});

const isConfigFile = (file: SourceFile): boolean => /^next\.config\.[cm]?[jt]s$/.test(basename(file.path));

/** The functions under the name `headers` in a file that Next.js looks for, or in an object of its type. */
function headerFunctions(file: SourceFile): FunctionNode[] {
  const isWhole = isConfigFile(file);
  const typed = isWhole
    ? []
    : declarationsIn(file)
        .filter((declaration) => isOfType(file, declaration, [{ module: 'next', name: 'NextConfig' }]))
        .map(({ value }) => unwrapped(value));
  if (!isWhole && typed.length === 0) return [];
  const found = file.nodes.flatMap((node) => {
    const value = valueNamedHeaders(node);
    const object = file.parentOf(node);
    if (!value || !(isWhole || (object && typed.includes(object)))) return [];
    const made = isFunctionNode(value) ? value : functionNamed(file, unwrapped(value));
    return made ? [made] : [];
  });
  return [...new Set(found)];
}

/** `{ headers: … }` and `config.headers = …`. */
function valueNamedHeaders(node: Node): Node | undefined {
  if (node.type === 'Property') return keyName(node) === 'headers' ? node.value : undefined;
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  return memberName(node.left) === 'headers' ? node.right : undefined;
}

const siteOf = (file: SourceFile, node: FunctionNode): Site =>
  unaskedSite(file, {
    middleware: nextConfig,
    node,
    reason: `the headers are settled when the app is built, before any request: take this one out here, and let \`${handlerFile(file)}\` set it for a listed origin`,
    respond,
  });

/** The file with the function that is asked before every answer; it was renamed in 16.0.0. */
const handlerFile = (file: SourceFile): string =>
  isBefore(file.packages.versionOf('next'), '16.0.0') ? 'middleware.ts' : 'proxy.ts';

/** Headers for the answers on some paths. */
interface Rule {
  readonly source: string;
  readonly headers: readonly {
    readonly name: string;
    readonly value: Value;
    readonly writer: Node | undefined;
  }[];
  /** What a request has to have, and must not have, for them to be sent. */
  readonly has: readonly Value[];
  readonly missing: readonly Value[];
}

/** Answers as on one of the paths that rules with the header are for: which one, the page chooses. */
function respond(run: Run, result: Value, exchange: Exchange, writes: Node[]): void {
  const rules = listed(run, result).map((item) => ruleOf(run, item));
  const named = rules.filter(({ headers }) => headers.some(({ name }) => name === ALLOW_ORIGIN));
  const asked = named.find(
    (rule, index) =>
      index === named.length - 1 || truthy(run, new Unknown('request', `whether the path is ${rule.source}`)),
  );
  if (!asked) return;
  // Where several rules set one header, the last one counts.
  for (const rule of rules.filter(({ source }) => covers(source, asked.source))) {
    const kept = rule.headers.filter((header) => KEPT.includes(header.name));
    const parameters = kept.length > 0 ? matchConditions(run, rule, exchange.request) : undefined;
    if (!parameters) continue;
    for (const { name, value, writer } of kept)
      keepHeader(run, name, withParameters(run, value, parameters), exchange, writes, writer, 'set');
  }
}

function listed(run: Run, value: Value): readonly Value[] {
  if (!(value instanceof ObjectValue || value instanceof Unknown))
    throw new Undecided('the function returns something other than a list of headers');
  const items = iterate(run, value);
  if (items instanceof Unknown) throw new Undecided(items.reason);
  return items;
}

function ruleOf(run: Run, item: Value): Rule {
  const source = toText(run, getMember(run, item, 'source'));
  const headers = listed(run, getMember(run, item, 'headers')).map((header) => {
    const name = toText(run, getMember(run, header, 'key'));
    return {
      name: typeof name === 'string' ? name.toLowerCase() : '',
      value: getMember(run, header, 'value'),
      writer: header instanceof ObjectValue ? header.slots.get('value')?.writer : undefined,
    };
  });
  const conditions = (name: string): readonly Value[] => {
    const given = getMember(run, item, name);
    return given === undefined ? [] : listed(run, given);
  };
  return {
    source: typeof source === 'string' ? source : '',
    headers,
    has: conditions('has'),
    missing: conditions('missing'),
  };
}

/** Whether every path of `other` is one of `source`, as far as that can be read off: `/:path*` and `/(.*)` end in anything. */
function covers(source: string, other: string): boolean {
  const [prefix, ...rest] = source.split(/\/(?::\w+(?:\*|\(\.\*\))|\(\.\*\))$/);
  return (
    source === other || (rest.length > 0 && (prefix === other || other.startsWith(`${String(prefix)}/`)))
  );
}
