import type { TSESTree } from '@typescript-eslint/utils';
import { isBefore } from '../source/package-version.js';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { isFunctionNode, keyName, type Node } from '../source/syntax.js';
import { awaited, call } from '../interpret/call.js';
import type { Run } from '../interpret/run.js';
import { ArrayValue, isCallable, native, ObjectValue, PlainObject, type Value } from '../interpret/values.js';
import { decided } from './decided.js';
import { exportedNames } from './handlers/exported-functions.js';
import { koaContext } from './koa-context.js';
import { koaCors } from './koa-cors.js';
import { ignoredIn, mergedOptions } from './merged-options.js';
import {
  defineMiddleware,
  Failed,
  noEvidence,
  type AllowList,
  type Evidence,
  type Exchange,
  type Middleware,
  type Site,
} from './middleware.js';
import { insertProperty, setOption } from './option-edits.js';
import { placeOfOrigin } from './options-library.js';
import { strapiArguments } from './strapi-environment.js';

const NAME = 'strapi::cors';
const OPTIONS = [
  'enabled',
  'origin',
  'expose',
  'maxAge',
  'credentials',
  'methods',
  'headers',
  'keepHeadersOnError',
];

/** Under which names @koa/cors gets what it is configured with. */
const HANDED_ON: Readonly<Record<string, string>> = {
  expose: 'exposeHeaders',
  methods: 'allowMethods',
  headers: 'allowHeaders',
};

/**
 * `strapi::cors` among the middlewares that `config/middlewares` exports: by its name, or by an object with that name and
 * a `config`. Line numbers refer to `dist/middlewares/cors.js` of @strapi/core 5.54.0, which configures @koa/cors 5.0.0; before
 * 5.20.0 lists were compared as they are. Held against what it makes of @koa/cors by tests/oracle/strapi-cors.test.ts, and
 * against its own file by `npm run oracle:strapi`.
 */
export const strapiCors: Middleware = defineMiddleware({
  name: NAME,
  packages: ['@strapi/strapi'],
  triggers: ['cors'],
  find: (file) =>
    file.nodesOfType('Literal').flatMap((literal) => {
      if (literal.value !== NAME) return [];
      const parent = file.parentOf(literal);
      if (parent?.type === 'ArrayExpression' && isExported(file, parent)) return [siteOf(file, literal)];
      if (parent?.type !== 'Property' || parent.value !== literal || keyName(parent) !== 'name') return [];
      const entry = file.parentOf(parent);
      return entry?.type === 'ObjectExpression' ? [siteOf(file, entry)] : [];
    }),
});

/** Whether a file exports a list, or a function around it. */
const isExported = (file: SourceFile, list: Node): boolean =>
  [list, ...ancestorsOf(file, list)].some(
    (node) => (node === list || isFunctionNode(node)) && exportedNames(file, node).includes('default'),
  );

type Entry = TSESTree.Literal | TSESTree.ObjectExpression;

const siteOf = (file: SourceFile, node: Entry): Site => ({
  middleware: strapiCors,
  node,
  roots: [node],
  isHandler: false,
  place: (evidence) => placeOfOrigin(evidence, node),
  rewrite: (evidence, allowed) => rewrite(file, node, evidence, allowed),
  observe: (exchange) => {
    const evidence = noEvidence();
    let entry: { readonly value: Value } | undefined;
    return {
      calls: new Map(),
      values: new Map([[node, (value: Value) => void (entry = { value })]]),
      evidence,
      argumentsFor: (_run, entered) =>
        exportedNames(file, entered).includes('default') ? strapiArguments() : undefined,
      respond: (run) => {
        if (entry) respond(run, entry.value, { file, exchange, evidence });
      },
    };
  },
});

interface Asked {
  readonly file: SourceFile;
  readonly exchange: Exchange;
  readonly evidence: Evidence;
}

/** Hands a configuration, copied over the defaults, to @koa/cors (:5–24, 56–80). */
function respond(run: Run, entry: Value, asked: Asked): void {
  const { file, exchange, evidence } = asked;
  const given = mergedOptions(entry).read('config');
  const options = mergedOptions(decided(given));
  const handed = new PlainObject();
  const hand = (name: string, value: Value): void =>
    void handed.slots.set(name, { value, writer: undefined });
  for (const name of ['expose', 'methods', 'headers', 'maxAge', 'keepHeadersOnError'])
    if (options.has(name)) hand(HANDED_ON[name] ?? name, options.read(name));
  hand('credentials', options.readOr('credentials', true));
  hand(
    'origin',
    native('origin', () => allowedOrigin(run, options.readOr('origin', '*'), asked)),
  );
  koaCors.answer(run, { given: handed, exchange, evidence, file, version: undefined, package: '@koa/cors' });
  evidence.options = given;
  evidence.ignored = ignoredIn(given, OPTIONS);
  evidence.usesDefault = !options.has('origin');
}

/** Whom a request is answered with (`matchOrigin`, :32–55). */
function allowedOrigin(run: Run, configured: Value, { file, exchange }: Asked): Value {
  const { origin } = exchange.request;
  if (!origin) return '*';
  const given = decided(configured);
  const allowed = isCallable(given)
    ? decided(awaited(call(run, given, undefined, [koaContext(file, exchange)])))
    : given;
  const isOld = isBefore(file.packages.versionOf('@strapi/strapi'), '5.20.0');
  if ((allowed === undefined || allowed === null) && !isOld) return origin;
  if (!(allowed instanceof ArrayValue) && typeof allowed !== 'string') throw new Failed();
  const entries =
    typeof allowed === 'string'
      ? allowed.split(',').map((entry) => entry.trim())
      : allowed.items.map(decided);
  if (isOld && typeof allowed === 'string' && entries.length === 1) return allowed;
  return entries.includes(origin) || (entries.includes('*') && !isOld) ? origin : '';
}

/** A function, which is asked for the list when a request comes in. */
function rewrite(
  file: SourceFile,
  node: Entry,
  { options }: Evidence,
  { text, readsEnvironment }: AllowList,
): readonly TextEdit[] | string {
  const value = readsEnvironment ? `() => ${text}` : text;
  const origin = { text: value, typedText: value };
  if (node.type === 'Literal')
    return [replaceNode(node, `{ name: ${file.textOf(node)}, config: { origin: ${value} } }`)];
  if (options instanceof ObjectValue) return setOption(file, options, 'origin', origin, {});
  const hasConfig = node.properties.some(
    (property) => property.type === 'SpreadElement' || keyName(property) === 'config',
  );
  return hasConfig
    ? 'the options object is not written out in this file'
    : [insertProperty(file, node, `config: { origin: ${value} }`)];
}
