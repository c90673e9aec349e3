import type { SourceFile } from '../../source/file.js';
import { importedBinding, importedModules } from '../../source/modules.js';
import { memberName, unwrapped, type Node } from '../../source/syntax.js';
import { bucketRule, functionUrl, headersPolicy, httpApi, restApi, type CloudService } from './cloud-cors.js';

/** An expression that holds the CORS configuration of a service. */
export interface ConfiguredService {
  readonly service: CloudService;
  /** The properties of a construct, or an argument of a method. */
  readonly holder: Node;
  /** The property that is the configuration; undefined where the argument itself is. */
  readonly property: string | undefined;
}

interface Place {
  readonly service: CloudService;
  readonly index: number;
  readonly property: string | undefined;
}

const ofResource = (index: number): Place => ({
  service: restApi,
  index,
  property: 'defaultCorsPreflightOptions',
});

/** Classes by the module that exports them. Every construct takes its properties after its scope and its name. */
const CONSTRUCTS: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  'aws-cdk-lib/aws-apigateway': {
    RestApi: ofResource(2),
    LambdaRestApi: ofResource(2),
    StepFunctionsRestApi: ofResource(2),
    Resource: ofResource(2),
  },
  'aws-cdk-lib/aws-apigatewayv2': { HttpApi: { service: httpApi, index: 2, property: 'corsPreflight' } },
  'aws-cdk-lib/aws-lambda': { FunctionUrl: { service: functionUrl, index: 2, property: 'cors' } },
  'aws-cdk-lib/aws-s3': { Bucket: { service: bucketRule, index: 2, property: 'cors' } },
  'aws-cdk-lib/aws-cloudfront': {
    ResponseHeadersPolicy: { service: headersPolicy, index: 2, property: 'corsBehavior' },
  },
};

/** Methods of constructs. They are made elsewhere often enough: in a file that imports the library its names are enough. */
const METHODS: Readonly<Record<string, Place>> = {
  addCorsPreflight: { service: restApi, index: 0, property: undefined },
  addResource: ofResource(1),
  addFunctionUrl: { service: functionUrl, index: 0, property: 'cors' },
  addCorsRule: { service: bucketRule, index: 0, property: undefined },
};

const isLibrary = (module: string): boolean => /^aws-cdk-lib(?:\/|$)/.test(module);

/** The expressions of a file that configure CORS of a service, as far as their text tells. */
export function configuredServices(file: SourceFile): ConfiguredService[] {
  if (![...importedModules(file)].some(isLibrary)) return [];
  const made = file.nodesOfType('NewExpression').flatMap((node) => {
    const { module = '', name = '' } = exportOfLibrary(file, node.callee) ?? {};
    return configured(node.arguments, CONSTRUCTS[module]?.[name]);
  });
  const called = file.nodesOfType('CallExpression').flatMap(({ callee, arguments: given }) => {
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    return configured(given, name === undefined || !Object.hasOwn(METHODS, name) ? undefined : METHODS[name]);
  });
  return [...made, ...called];
}

function configured(given: readonly Node[], place: Place | undefined): ConfiguredService[] {
  const holder = place && given[place.index];
  return holder && holder.type !== 'SpreadElement' ? [{ ...place, holder }] : [];
}

/** What of the library an expression stands for: `aws-cdk-lib` has its modules as members, such as `aws_s3`. */
export function exportOfLibrary(
  file: SourceFile,
  expression: Node,
): { module: string; name: string } | undefined {
  const node = unwrapped(expression);
  const direct = importedBinding(file, node);
  if (direct || node.type !== 'MemberExpression') return direct;
  const holder = exportOfLibrary(file, node.object);
  const name = memberName(node);
  if (!holder || name === undefined) return undefined;
  if (holder.name === 'default') return { module: holder.module, name };
  return holder.module === 'aws-cdk-lib' && holder.name.startsWith('aws_')
    ? { module: `aws-cdk-lib/${holder.name.replaceAll('_', '-')}`, name }
    : undefined;
}
