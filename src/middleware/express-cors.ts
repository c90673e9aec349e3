import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import type { Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { testRegExp } from '../interpret/natives/regexp.js';
import { derived, isSame, truthy } from '../interpret/operators.js';
import { Thrown, Undecided, type Run } from '../interpret/run.js';
import {
  ArrayValue,
  ErrorValue,
  isCallable,
  native,
  ObjectValue,
  PlainObject,
  RegExpValue,
  Unknown,
  type Value,
} from '../interpret/values.js';
import { declaredOptions } from './declared-options.js';
import {
  defineMiddleware,
  Failed,
  noEvidence,
  Unanswered,
  type AllowList,
  type Evidence,
  type Exchange,
  type Middleware,
  type Observation,
  type Site,
} from './middleware.js';
import { setOption } from './option-edits.js';

/** The options of cors 2.8.6 (`lib/index.js`: 8–13 for the defaults, 18–158 for the rest). */
const OPTIONS = [
  'origin',
  'methods',
  'allowedHeaders',
  'headers',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'preflightContinue',
  'optionsSuccessStatus',
];

/**
 * expressjs/cors 2.8.6 on Express 5 and 4, Connect and plain `node:http`. Line numbers refer to `lib/index.js`;
 * held against the library by tests/oracle/express-cors.test.ts.
 */
export const expressCors: Middleware = defineMiddleware({
  name: 'cors',
  packages: ['cors'],
  triggers: ['cors'],
  find: (file) => {
    const calls = file.nodes.filter(
      (node): node is TSESTree.CallExpression => node.type === 'CallExpression' && isCorsCall(file, node),
    );
    return [
      ...calls.map((node) => callSite(file, node)),
      ...declaredOptions(file, {
        module: 'cors',
        typeName: 'CorsOptions',
        options: OPTIONS,
        consumers: calls,
      }).map((node) => optionsSite(file, node)),
    ];
  },
});

function isCorsCall(file: SourceFile, node: TSESTree.CallExpression): boolean {
  const binding = importedBinding(file, node.callee);
  return binding?.module === 'cors' && (binding.name === '*' || binding.name === 'default');
}

function callSite(file: SourceFile, node: TSESTree.CallExpression): Site {
  return {
    middleware: expressCors,
    node,
    roots: [node],
    isHandler: false,
    place: (evidence) => placeOf(evidence, node),
    rewrite: (evidence, allowed) =>
      setOption(
        file,
        evidence.options,
        'origin',
        originValue(allowed),
        evidence.isDelegated ? {} : { call: node },
      ),
    observe: (exchange) => {
      const evidence = noEvidence();
      const captured: Value[] = [];
      const capture = ([options]: readonly Value[]): Value => {
        captured.push(options);
        return native('cors middleware', () => undefined);
      };
      return {
        calls: new Map([[node, capture]]),
        values: new Map(),
        evidence,
        respond: (run) => {
          for (const options of captured) answer(run, options, exchange, evidence);
        },
      };
    },
  };
}

/** An options object that another file hands to `cors`. */
function optionsSite(file: SourceFile, declaration: Node): Site {
  return {
    middleware: expressCors,
    node: declaration,
    roots: [file.parentOf(declaration) ?? declaration],
    isHandler: false,
    place: (evidence) => placeOf(evidence, declaration),
    rewrite: (evidence, allowed) => setOption(file, evidence.options, 'origin', originValue(allowed), {}),
    observe: (exchange): Observation => {
      const evidence = noEvidence();
      let captured: { options: Value } | undefined;
      return {
        calls: new Map(),
        values: new Map([[declaration, (options: Value) => (captured = { options })]]),
        evidence,
        respond: (run) => {
          if (captured) answer(run, captured.options, exchange, evidence);
        },
      };
    },
  };
}

function placeOf(evidence: Evidence, fallback: Node): Node {
  const writer =
    evidence.options instanceof ObjectValue ? evidence.options.slots.get('origin')?.writer : undefined;
  return writer ?? fallback;
}

/**
 * The list itself, or a function that reads the environment at each request: an options module is often loaded
 * before `dotenv.config()` runs.
 */
const originValue = (allowed: AllowList) =>
  allowed.readsEnvironment
    ? {
        text: `(_origin, callback) => callback(null, ${allowed.text})`,
        typedText: `(_origin: string | undefined, callback: (error: Error | null, origin?: string[]) => void) => callback(null, ${allowed.text})`,
      }
    : { text: allowed.text, typedText: allowed.text };

/** `cors(options)(req, res, next)`: writes what the library would write to the response. */
function answer(run: Run, given: Value, exchange: Exchange, evidence: Evidence): void {
  if (!isCallable(given)) {
    answerWith(run, given, exchange, evidence);
    return;
  }
  evidence.isDelegated = true;
  // A function is an options delegate (:187–192). One that does not call back leaves the request open.
  answeredBy(
    run,
    (callback) => call(run, given, undefined, [exchange.incoming, callback]),
    (options) => answerWith(run, options, exchange, evidence),
  );
}

/** Calls a node-style function of the program and goes on with what it calls back with, the first time it does. */
function answeredBy(run: Run, ask: (callback: Value) => void, proceed: (value: Value) => void): void {
  let calledBack = false;
  const callback = native('callback', (_run, [error, value]) => {
    if (calledBack) return undefined;
    calledBack = true;
    if (truthy(run, error)) throw new Failed();
    proceed(value);
    return undefined;
  });
  ask(callback);
  if (!calledBack) throw new Unanswered();
}

function answerWith(run: Run, given: Value, exchange: Exchange, evidence: Evidence): void {
  if (given instanceof Unknown) throw new Undecided(given.reason);
  const options = mergedOptions(given);
  evidence.options = given;
  evidence.ignored = ignoredIn(given);
  evidence.usesDefault = !options.has('origin');
  // The options are copied over the defaults with object-assign (:208): an own `undefined` replaces the default.
  const origin = options.has('origin') ? options.read('origin') : '*';
  if (origin instanceof Unknown) throw new Undecided(origin.reason);
  if (isCallable(origin)) {
    answeredBy(
      run,
      (callback) => call(run, origin, given, [exchange.request.origin, callback]),
      (allowed) => {
        if (truthy(run, allowed)) writeHeaders(run, options, allowed, exchange);
      },
    );
  } else if (truthy(run, origin)) {
    writeHeaders(run, options, origin, exchange);
  }
  // A falsy origin switches CORS off (:211–216, :229).
}

interface MergedOptions {
  has(name: string): boolean;
  read(name: string): Value;
}

function mergedOptions(given: Value): MergedOptions {
  const object = given instanceof ObjectValue ? given : undefined;
  return {
    has: (name) => object !== undefined && (object.slots.has(name) || object.unseenMembers !== undefined),
    read: (name) => (object?.slots.has(name) ? object.slots.get(name)?.value : object?.unseenMembers),
  };
}

function ignoredIn(given: Value): Evidence['ignored'] {
  if (given instanceof PlainObject) return [...given.slots.keys()].filter((name) => !OPTIONS.includes(name));
  return given === undefined || given === null || given === false ? [] : 'not an options object';
}

/** Headers of an actual response (:174–180) or of a preflight (:155–172). */
function writeHeaders(run: Run, options: MergedOptions, allowed: Value, exchange: Exchange): void {
  const { headers, request } = exchange;
  if (request.kind === 'preflight' && options.has('methods') && isMissing(options.read('methods'))) {
    // `options.methods.join` of undefined (:77).
    throw new Thrown(new ErrorValue('TypeError', 'Cannot read properties of undefined'));
  }
  writeOrigin(run, allowed, exchange);
  if (options.has('credentials') && isSame(run, options.read('credentials'), true)) {
    headers.set('Access-Control-Allow-Credentials', ['true']);
  }
  const listsHeaders = ['allowedHeaders', 'headers'].some(
    (name) => options.has(name) && truthy(run, options.read(name)),
  );
  if (request.kind === 'preflight' && !listsHeaders) headers.vary('Access-Control-Request-Headers');
}

const isMissing = (value: Value): boolean => value === undefined || value === null;

/** `configureOrigin` (:36–70). */
function writeOrigin(run: Run, allowed: Value, { headers, request }: Exchange): void {
  if (allowed instanceof Unknown) throw new Undecided(allowed.reason);
  if (allowed === '*') {
    headers.set('Access-Control-Allow-Origin', ['*']);
    return;
  }
  if (typeof allowed === 'string') {
    headers.set('Access-Control-Allow-Origin', [allowed]);
  } else if (isOriginAllowed(run, request.origin, allowed) && request.origin !== undefined) {
    headers.set('Access-Control-Allow-Origin', [request.origin]);
  }
  headers.vary('Origin');
}

/** `isOriginAllowed` (:18–34): anything truthy that is neither string, array nor RegExp admits everyone. */
function isOriginAllowed(run: Run, origin: string | undefined, allowed: Value): boolean {
  if (allowed instanceof Unknown) return truthy(run, derived(run, allowed.reason, [allowed, origin]));
  if (allowed instanceof ArrayValue)
    return allowed.items.some((item) => run.nested(() => isOriginAllowed(run, origin, item)));
  if (typeof allowed === 'string') return origin === allowed;
  if (allowed instanceof RegExpValue) return truthy(run, testRegExp(run, allowed, origin));
  return truthy(run, allowed);
}
