import type { TSESTree } from '@typescript-eslint/utils';
import { listIn } from '../source/list-in.js';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import type { Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { toText } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { isCallable, type Value } from '../interpret/values.js';
import { methodOnTheWire } from '../policy/probe.js';
import { KEPT, keepHeader } from './handlers/kept-headers.js';
import { spelledText } from './headers/header-entries.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { defineMiddleware, noEvidence, type Middleware, type Site } from './middleware.js';

type Decoration = TSESTree.CallExpression;

/**
 * `@Header('Access-Control-Allow-Origin', '*')` on a method of a controller of NestJS: every answer of the method has the
 * header (@nestjs/core 12.5.1, `router/router-execution-context.js`:79–80, `router/router-response-controller.js`:300–302). The
 * decorators of one method are one site. Held against booted apps by tests/oracle/nest-header.test.ts.
 */
export const nestHeader: Middleware = defineMiddleware({
  name: 'header writes',
  packages: ['@nestjs/common'],
  triggers: [ALLOW_ORIGIN],
  find: (file) => {
    const byMethod = new Map<Node, Decoration[]>();
    for (const node of file.nodesOfType('CallExpression')) {
      if (nameIn(file, node) !== 'Header') continue;
      const method = decorated(file, node);
      if (method) listIn(byMethod, method).push(node);
    }
    return [...byMethod].flatMap(([method, headers]) => {
      const place = headers.find((node) => isAllowOrigin(file, node));
      return place ? [siteOf(file, method, headers, place)] : [];
    });
  },
});

/** The name under which a decorator's function is exported by Nest. */
function nameIn(file: SourceFile, { callee }: Decoration): string | undefined {
  const binding = importedBinding(file, callee);
  return binding?.module === '@nestjs/common' ? binding.name : undefined;
}

/** The method that a call decorates. */
function decorated(file: SourceFile, node: Decoration): Node | undefined {
  const [decorator, method] = ancestorsOf(file, node);
  return decorator?.type === 'Decorator' && method?.type === 'MethodDefinition' ? method : undefined;
}

const isAllowOrigin = (file: SourceFile, { arguments: [name] }: Decoration): boolean =>
  spelledText(file, name)?.toLowerCase() === ALLOW_ORIGIN;

const REASON =
  'the header is settled when the class is defined, before any request: leave the decorator out, and let `app.enableCors` admit a listed origin';

function siteOf(file: SourceFile, method: Node, headers: readonly Decoration[], place: Decoration): Site {
  const methods = methodsOf(file, method);
  return {
    middleware: nestHeader,
    node: place,
    roots: headers,
    isHandler: true,
    place: (evidence) => evidence.writes.at(-1) ?? place,
    rewrite: () => REASON,
    observe: (exchange) => {
      const evidence = noEvidence();
      const given: { node: Decoration; name: Value; value: Value }[] = [];
      return {
        calls: new Map(
          headers.map((node) => [
            node,
            ([name, value]: readonly Value[]): Value => void given.push({ node, name, value }),
          ]),
        ),
        values: new Map(),
        evidence,
        respond: (run: Run) => {
          if (methods?.has(methodOnTheWire(exchange.request)) === false) return;
          // The decorator next to the method comes first, and a later one replaces what it set.
          for (const { node, name, value } of given.toReversed()) {
            const field = toText(run, name);
            if (typeof field !== 'string' || !KEPT.includes(field.toLowerCase())) continue;
            const text = isCallable(value) ? call(run, value, undefined, []) : value;
            keepHeader(run, field.toLowerCase(), text, exchange, evidence.writes, node, 'set');
          }
        },
      };
    },
  };
}

/** The methods that `@Get()` and its like name; undefined for all of them. Of several, the outermost counts. */
function methodsOf(file: SourceFile, method: Node): ReadonlySet<string> | undefined {
  if (method.type !== 'MethodDefinition') return undefined;
  for (const { expression } of method.decorators) {
    const name = expression.type === 'CallExpression' ? nameIn(file, expression) : undefined;
    if (name === 'All') return undefined;
    const methods = METHODS.get(name ?? '');
    if (methods) return new Set(methods);
  }
  return undefined;
}

const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Get', ['GET', 'HEAD']],
  ...['Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'].map((name): [string, readonly string[]] => [
    name,
    [name.toUpperCase()],
  ]),
]);
