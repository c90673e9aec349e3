import type { SourceFile } from '../source/file.js';
import type { Run } from '../interpret/run.js';
import { truthy } from '../interpret/operators.js';
import { ArrayValue, ObjectValue, type Value } from '../interpret/values.js';
import { cloudRule, type CloudRule } from './aws-cdk/cloud-cors.js';
import { cloudConstants } from './aws-cdk/constants.js';
import { configuredServices, exportOfLibrary, type ConfiguredService } from './aws-cdk/constructs.js';
import { listedOrLeftOut } from './aws-cdk/listed-or-left-out.js';
import { mergedOptions } from './merged-options.js';
import { defineMiddleware, noEvidence, type Evidence, type Middleware, type Site } from './middleware.js';
import { setOption } from './option-edits.js';
import { decided } from './decided.js';
import type { Node } from '../source/syntax.js';

/**
 * CORS of services that the constructs of aws-cdk-lib 2.276.0 set up. What the constructs make of their properties is held
 * against synthesised templates by tests/oracle/aws-cdk.test.ts; what the services make of those is read in their manuals.
 */
export const awsCdk: Middleware = defineMiddleware({
  name: 'aws-cdk-lib',
  packages: ['aws-cdk-lib'],
  isNoServer: true,
  triggers: ['cors'],
  find: (file) => [
    ...configuredServices(file).map((configured) => siteOf(file, configured)),
    ...managedPolicies(file).map(managedSite),
  ],
});

function siteOf(file: SourceFile, { service, holder, property }: ConfiguredService): Site {
  return {
    middleware: awsCdk,
    node: holder,
    roots: [holder],
    isHandler: false,
    tellsMethodsApart: service.hasMethods,
    isForPreflights: service.isForPreflights,
    place: ({ options }) =>
      (options instanceof ObjectValue ? options.slots.get(service.origins)?.writer : undefined) ?? holder,
    rewrite: ({ options }, allowed) =>
      service.takesNobody || !allowed.readsEnvironment
        ? setOption(file, options, service.origins, { text: allowed.text, typedText: allowed.text }, {})
        : listedOrLeftOut(file, options, service.origins, property, allowed),
    observe: (exchange) => {
      const evidence = noEvidence();
      let rules: readonly CloudRule[] = [];
      const capture = (value: Value, run: Run): void => {
        rules = configurations(run, value, property).map((given) => cloudRule(run, service, given));
      };
      return {
        calls: new Map(),
        values: new Map([[holder, capture]]),
        modules: cloudConstants(),
        evidence,
        respond: () => {
          const used = rules.find((rule) => service.answer(rule, exchange));
          evidence.options = used?.given;
        },
      };
    },
  };
}

/** The configurations that a construct or method is given; buckets take a list of them. */
function configurations(run: Run, holder: Value, property: string | undefined): readonly Value[] {
  const value = property === undefined ? holder : mergedOptions(decided(holder)).read(property);
  if (value instanceof ArrayValue) return value.items;
  return truthy(run, decided(value)) ? [value] : [];
}

/** Uses of `ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS` and its like, which CloudFront has ready. */
function managedPolicies(file: SourceFile): Node[] {
  return file.nodesOfType('MemberExpression').filter((node) => {
    if (node.property.type !== 'Identifier' || !/^CORS_ALLOW_ALL_ORIGINS/.test(node.property.name))
      return false;
    const { module, name } = exportOfLibrary(file, node.object) ?? {};
    return module === 'aws-cdk-lib/aws-cloudfront' && name === 'ResponseHeadersPolicy';
  });
}

const managedSite = (node: Node): Site => ({
  middleware: awsCdk,
  node,
  roots: [node],
  isHandler: false,
  place: () => node,
  rewrite: () =>
    'this policy is the same for everybody: make a ResponseHeadersPolicy of your own, whose `corsBehavior` lists the origins',
  observe: (exchange) => {
    const evidence: Evidence = noEvidence();
    let isUsed = false;
    return {
      calls: new Map(),
      values: new Map([[node, () => (isUsed = true)]]),
      evidence,
      respond: () => {
        if (isUsed) exchange.headers.set('Access-Control-Allow-Origin', ['*']);
      },
    };
  },
});
