import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { initialOf } from '../source/initial.js';
import { importedBinding } from '../source/modules.js';
import { memberName, unwrapped, type Node } from '../source/syntax.js';

/** What a Nest app runs on: it decides which CORS library reads the options. */
export type NestAdapter = 'express' | 'fastify';

const PACKAGES: Readonly<Record<NestAdapter, string>> = {
  express: '@nestjs/platform-express',
  fastify: '@nestjs/platform-fastify',
};

/** The adapters, and what an app on them is in TypeScript, by the names the packages export. */
const EXPORTS: Readonly<Record<string, NestAdapter>> = {
  ExpressAdapter: 'express',
  NestExpressApplication: 'express',
  FastifyAdapter: 'fastify',
  NestFastifyApplication: 'fastify',
};

/** How many variables are followed from an app to what made it. */
const MAX_ALIASES = 4;

/** Whether a call is `NestFactory.create(…)`. */
export function createsNestApp(file: SourceFile, { callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'create') return false;
  const binding = importedBinding(file, callee.object);
  return binding?.module === '@nestjs/core' && binding.name === 'NestFactory';
}

/** The adapters an app that `NestFactory.create` makes may run on; more than one where nothing tells. */
export function adaptersOfCreation(file: SourceFile, call: TSESTree.CallExpression): readonly NestAdapter[] {
  const second = call.arguments[1];
  // Without an adapter it is Express (@nestjs/core 12.5.1, `nest-factory.js`:28–30).
  if (!second) return ['express'];
  const adapter = adapterMade(file, second, MAX_ALIASES);
  if (adapter) return [adapter];
  if (initialOf(file, second).type === 'ObjectExpression') return ['express'];
  const [type] = call.typeArguments?.params ?? [];
  return (type && adaptersOfType(file, type)) ?? adaptersAround(file);
}

/** The adapters the app that an expression stands for may run on; undefined where it is not known to be a Nest app. */
export function adaptersOfApp(
  file: SourceFile,
  app: Node,
  depth = MAX_ALIASES,
): readonly NestAdapter[] | undefined {
  const node = unwrapped(app);
  if (node.type === 'AwaitExpression') return adaptersOfApp(file, node.argument, depth);
  if (node.type === 'CallExpression')
    return createsNestApp(file, node) ? adaptersOfCreation(file, node) : undefined;
  if (node.type !== 'Identifier' || depth === 0) return undefined;
  const variable = file.variableOf(node);
  for (const { writeExpr } of variable?.references ?? []) {
    const made = writeExpr ? adaptersOfApp(file, writeExpr, depth - 1) : undefined;
    if (made) return made;
  }
  const name = variable?.defs[0]?.name;
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
  return annotation && adaptersOfType(file, annotation);
}

/** The adapter a `new` expression makes, directly or by way of a constant. */
function adapterMade(file: SourceFile, expression: Node, depth: number): NestAdapter | undefined {
  const node = unwrapped(expression);
  if (node.type === 'NewExpression') return adapterNamed(file, node.callee);
  const initial = depth > 0 ? initialOf(file, node) : node;
  return initial === node ? undefined : adapterMade(file, initial, depth - 1);
}

function adapterNamed(file: SourceFile, name: Node): NestAdapter | undefined {
  const binding = importedBinding(file, name);
  const adapter = binding && EXPORTS[binding.name];
  return adapter !== undefined && binding?.module === PACKAGES[adapter] ? adapter : undefined;
}

function adaptersOfType(file: SourceFile, type: Node): readonly NestAdapter[] | undefined {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const adapter = adapterNamed(file, type.typeName);
  if (adapter) return [adapter];
  const binding = importedBinding(file, type.typeName);
  return binding?.module === '@nestjs/common' && binding.name === 'INestApplication'
    ? adaptersAround(file)
    : undefined;
}

/** The adapters in the nearest package.json; both where it names none. */
export function adaptersAround(file: SourceFile): readonly NestAdapter[] {
  const both: readonly NestAdapter[] = ['express', 'fastify'];
  const declared = both.filter((adapter) => file.packages.declared?.has(PACKAGES[adapter]));
  return declared.length > 0 ? declared : both;
}
