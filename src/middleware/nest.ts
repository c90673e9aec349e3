import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { memberName } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { declaredArity } from '../interpret/natives/object-members.js';
import { truthy } from '../interpret/operators.js';
import type { Run } from '../interpret/run.js';
import { FunctionValue, isCallable, ObjectValue, opaque, type Value } from '../interpret/values.js';
import { corsOptionSite, mayHoldCors, type ReadCors } from './cors-option.js';
import { expressCors } from './express-cors.js';
import { fastifyCors, refuseUnknownHook } from './fastify-cors.js';
import { jointReadings } from './joint-readings.js';
import { defineMiddleware, type Site } from './middleware.js';
import {
  adaptersAround,
  adaptersOfApp,
  adaptersOfCreation,
  createsNestApp,
  type NestAdapter,
} from './nest-adapter.js';
import type { OptionsConsumer } from './option-calls.js';
import { callSite, declaredSite, type OptionsLibrary } from './options-library.js';
import { typedOptions } from './typed-options.js';

const TYPES_MODULE = '@nestjs/common/interfaces/external/cors-options.interface';

/**
 * The library each adapter of Nest 12.5 hands the options to; held against booted apps by tests/oracle/nest.test.ts.
 *
 * Express: `cors(options)` (platform-express `adapters/express-adapter.js`:296). Fastify: `@fastify/cors`, of which the
 * adapter may have a version of its own; a function with less than two parameters is called once, with the instance, and
 * gives the options (platform-fastify 12.5.0 `adapters/fastify-adapter.js`:829–832).
 */
const LIBRARIES: Readonly<Record<NestAdapter, OptionsLibrary>> = {
  express: { ...expressCors, origin: (allowed) => fastifyCors.origin(allowed), result: () => undefined },
  fastify: {
    ...fastifyCors,
    packages: ['@fastify/cors'],
    result: () => undefined,
    setUp: (run, given) => {
      const isFactory = isCallable(given) && !(given instanceof FunctionValue && declaredArity(given) >= 2);
      const options = isFactory ? call(run, given, undefined, [opaque('the Fastify instance')]) : given;
      refuseUnknownHook(options);
      return options;
    },
    answer: (run, configuration) =>
      fastifyCors.answer(run, {
        ...configuration,
        version: configuration.file.packages.versionWithin('@nestjs/platform-fastify', '@fastify/cors'),
      }),
  },
};

/** `enableCors` takes anything, as TypeScript sees it, and so tells no parameter its type. */
export const withTypes = (file: SourceFile, library: OptionsLibrary): OptionsLibrary => ({
  ...library,
  origin: (allowed) => {
    const origin = library.origin(allowed);
    const isTyped = /\.[cm]?tsx?$/.test(file.path);
    return isTyped && typeof origin === 'object' ? { ...origin, text: origin.typedText } : origin;
  },
});

const ADVICE = 'nothing says whether the app runs on Express or on Fastify';

/** NestJS: `app.enableCors(options)`, `NestFactory.create(Module, { cors })` and objects of its type `CorsOptions`. */
export const nest = defineMiddleware({
  name: 'NestJS',
  packages: ['@nestjs/core', '@nestjs/common'],
  triggers: ['cors'],
  find: (file) => {
    const read = (adapters: readonly NestAdapter[], reading: (library: OptionsLibrary) => Site): Site[] =>
      [
        jointReadings(
          adapters.map((adapter) => reading(LIBRARIES[adapter])),
          ADVICE,
        ),
      ].filter((site) => site !== undefined);
    return [
      ...enablingCalls(file).flatMap(({ node, adapters }) =>
        read(adapters, (library) =>
          callSite(file, withTypes(file, library), nest, { node, index: 0, package: library.packages[0] }),
        ),
      ),
      ...creations(file).flatMap(({ options, adapters }) =>
        read(adapters, (library) => corsOptionSite(file, library, nest, options, readCors)),
      ),
      ...typedOptions(file, nestOptions.types, nestOptions.calls(file)).flatMap((node) =>
        read(adaptersAround(file), (library) => declaredSite(file, library, nest, node)),
      ),
    ];
  },
});

/** What Nest takes options objects with. */
export const nestOptions: OptionsConsumer = {
  calls: (file) => [...enablingCalls(file), ...creations(file)],
  types: [TYPES_MODULE, `${TYPES_MODULE}.js`].map((module) => ({ module, name: 'CorsOptions' })),
};

function enablingCalls(
  file: SourceFile,
): { node: TSESTree.CallExpression; adapters: readonly NestAdapter[] }[] {
  return file.nodesOfType('CallExpression').flatMap((node) => {
    if (node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'enableCors') return [];
    const adapters = adaptersOfApp(file, node.callee.object);
    return adapters ? [{ node, adapters }] : [];
  });
}

function creations(file: SourceFile): {
  node: TSESTree.CallExpression;
  options: TSESTree.Node;
  adapters: readonly NestAdapter[];
}[] {
  return file.nodesOfType('CallExpression').flatMap((node) => {
    if (!createsNestApp(file, node)) return [];
    // The options are the last of two or three arguments.
    const options = node.arguments[node.arguments.length > 2 ? 2 : 1];
    return options && mayHoldCors(options)
      ? [{ node, options, adapters: adaptersOfCreation(file, node) }]
      : [];
  });
}

/** Anything truthy that is neither object nor function is `enableCors()` (core 12.5.1 `nest-application.js`:84–93). */
function readCors(run: Run, value: Value): ReadCors | undefined {
  if (!truthy(run, value)) return undefined;
  return value instanceof ObjectValue
    ? { given: value, isIgnored: false }
    : { given: undefined, isIgnored: value !== true };
}
