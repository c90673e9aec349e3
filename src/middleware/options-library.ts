import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import type { PackageVersion } from '../source/package-version.js';
import type { TextEdit } from '../source/edits.js';
import type { FunctionNode, Node } from '../source/syntax.js';
import type { Run } from '../interpret/run.js';
import { ObjectValue, opaque, type Value } from '../interpret/values.js';
import {
  noEvidence,
  type AllowList,
  type EnvironmentReader,
  type Evidence,
  type Exchange,
  type Middleware,
  type ModelledEdits,
  type Observation,
  type Site,
} from './middleware.js';
import type { OptionsCall, OptionsType } from './option-calls.js';
import { setOption, type OptionsPlace, type OptionText } from './option-edits.js';
import { typedOptions } from './typed-options.js';
import type { TriggerWord } from './trigger-words.js';

/** The options of a site in one execution, and all that decides how the library reads them. */
export interface Configuration {
  readonly given: Value;
  readonly exchange: Exchange;
  readonly evidence: Evidence;
  readonly file: SourceFile;
  /** Of the package the options are handed to; undefined stands for the newest. */
  readonly version: PackageVersion | undefined;
  readonly package: string;
  /** The name of the function that gets the options, where the site is a call of one. */
  readonly callee?: string | undefined;
}

/** A library that takes an options object which says whom to admit: everything that makes it a middleware. */
export interface OptionsLibrary {
  readonly name: string;
  /** The npm packages it comes from, the usual one first. */
  readonly packages: readonly [string, ...string[]];
  /** Further packages that hand options of their users to this library. */
  readonly integrations: readonly string[];
  readonly triggers: readonly TriggerWord[];
  /** Whether it reads exported objects of no type only where package.json names it: it refuses what is meant for others. */
  readonly refusesOthers?: boolean;
  /** The name of the option that says whom to admit; `origin` if not given. */
  readonly originOption?: string;
  /** The names of all options it knows. */
  readonly options: readonly string[];
  /** The types its options objects are declared with. */
  readonly types: readonly OptionsType[];
  /** The calls that hand it options. */
  calls(file: SourceFile): readonly OptionsCall[];
  /** What such a call gives the program; `name` is the package whose function is called. */
  result(name: string): Value;
  /** What modules beside the library export, by specifier. */
  modules?(file: SourceFile): ReadonlyMap<string, () => Value>;
  /** What a function around such a call is called with; undefined for what its parameters suggest. */
  argumentsFor?(file: SourceFile, exchange: Exchange, entered: FunctionNode): readonly Value[] | undefined;
  /** What the library does with the options as soon as it gets them; by default it keeps them. */
  setUp?(run: Run, given: Value, version: PackageVersion | undefined): Value;
  /** Writes what the library would write to the response. */
  answer(run: Run, configuration: Configuration): void;
  /**
   * The value of that option which admits an allow-list, evaluated when a request comes in. A text says why there is
   * none.
   */
  origin(allowed: AllowList): OptionText | string;
  /** Edits that make options admit only a list, where it takes more than the option `origin`; a text says why there are none. */
  rewrite?(
    file: SourceFile,
    options: Value,
    allowed: AllowList,
    place: OptionsPlace,
  ): readonly TextEdit[] | string;
  /** How that value reads the environment; `process.env` if not given. */
  readonly environment?: (file: SourceFile, version: PackageVersion | undefined) => EnvironmentReader;
  /** Servers that answer behind what such a call gives the program, with headers of their own. */
  readonly behind?: ServerBehind;
  /** Sites of other kinds. */
  further?(file: SourceFile, middleware: Middleware): readonly Site[];
}

/** A server that asks a middleware it is given before it answers. */
export interface ServerBehind {
  /** The calls that set one up; their options are the first argument. */
  calls(file: SourceFile): readonly TSESTree.CallExpression[];
  /** Whether a server with these options asks the middleware. */
  isAskedBy(options: Value, middleware: Value): boolean;
  /** Writes what it writes to the response, once `ask` has asked the middleware. */
  answer(run: Run, options: Value, exchange: Exchange, ask: () => void): void;
  /** Edits that make its answers vary by the origin; a text says why there are none. */
  vary(file: SourceFile): ModelledEdits | string;
}

/** The middleware of a library: its calls, and the options objects that say by their type that they are for it. */
export function optionsMiddleware(library: OptionsLibrary): Middleware {
  const middleware: Middleware = {
    name: library.name,
    packages: library.packages,
    triggers: library.triggers,
    find: (file) => {
      const calls = library.calls(file);
      return [
        ...calls.map((call) => callSite(file, library, middleware, call)),
        ...typedOptions(file, library.types, calls).map((node) =>
          declaredSite(file, library, middleware, node),
        ),
        ...(library.further?.(file, middleware) ?? []),
      ];
    },
  };
  return middleware;
}

/** A call that hands options to the library. */
export function callSite(
  file: SourceFile,
  library: OptionsLibrary,
  middleware: Middleware,
  { node, index, package: name, callee }: OptionsCall,
): Site {
  const argument = node.arguments[index];
  const modules = library.modules?.(file);
  const { behind } = library;
  const servers = behind?.calls(file) ?? [];
  return {
    middleware,
    node,
    roots: [node, ...servers],
    isHandler: false,
    ...(argument && { argument }),
    ...environmentFor(file, library, name),
    ...(behind && servers.length > 0 && { varyByOrigin: () => behind.vary(file) }),
    place: (evidence) => placeOfOrigin(evidence, node),
    rewrite: (evidence, allowed) => {
      const edits = rewritten(
        file,
        library,
        evidence,
        allowed,
        evidence.isDelegated ? {} : { call: node, index },
      );
      const varying = evidence.isVaryReplaced ? behind?.vary(file) : undefined;
      if (typeof edits === 'string' || varying === undefined || typeof varying === 'string') return edits;
      return [...edits, ...varying.edits];
    },
    observe: (exchange) => {
      const evidence = noEvidence(library.originOption);
      const captured: Value[] = [];
      const version = file.packages.versionOf(name);
      const result = library.result(name);
      const capture = (args: readonly Value[], run: Run): Value => {
        captured.push(library.setUp ? library.setUp(run, args[index], version) : args[index]);
        return result;
      };
      let served: Value;
      const serve = ([options]: readonly Value[]): Value => {
        if (behind?.isAskedBy(options, result)) {
          served = options;
          evidence.isVaryReplaced = true;
        }
        return opaque('a server');
      };
      const surroundings = { exchange, evidence, file, version, package: name, callee };
      return {
        calls: new Map([...servers.map((server) => [server, serve] as const), [node, capture]]),
        values: new Map(),
        ...(modules && { modules }),
        evidence,
        argumentsFor: (_run, entered) => library.argumentsFor?.(file, exchange, entered),
        respond: (run) => {
          const ask = (): void => {
            for (const given of captured) library.answer(run, { given, ...surroundings });
          };
          if (served === undefined) ask();
          else behind?.answer(run, served, exchange, ask);
        },
      };
    },
  };
}

/** An options object that another file hands to the library. */
export function declaredSite(
  file: SourceFile,
  library: OptionsLibrary,
  middleware: Middleware,
  declaration: Node,
): Site {
  const [usual] = library.packages;
  const declared = file.packages.declared;
  const name = library.packages.find((candidate) => declared?.has(candidate)) ?? usual;
  return {
    middleware,
    node: declaration,
    roots: [file.parentOf(declaration) ?? declaration],
    isHandler: false,
    ...environmentFor(file, library, name),
    place: (evidence) => placeOfOrigin(evidence, declaration),
    rewrite: (evidence, allowed) => rewritten(file, library, evidence, allowed, {}),
    observe: (exchange): Observation => {
      const evidence = noEvidence(library.originOption);
      let captured: { given: Value } | undefined;
      const surroundings = {
        exchange,
        evidence,
        file,
        version: file.packages.versionOf(name),
        package: name,
      };
      return {
        calls: new Map(),
        values: new Map([[declaration, (given: Value) => (captured = { given })]]),
        evidence,
        respond: (run) => {
          if (captured) library.answer(run, { ...captured, ...surroundings });
        },
      };
    },
  };
}

const rewritten = (
  file: SourceFile,
  library: OptionsLibrary,
  { options, originOption }: Evidence,
  allowed: AllowList,
  place: OptionsPlace,
): readonly TextEdit[] | string =>
  library.rewrite
    ? library.rewrite(file, options, allowed, place)
    : setOption(file, options, originOption, library.origin(allowed), place);

/** How the rewrite of a site reads the environment, where its library says so. */
const environmentFor = (
  file: SourceFile,
  library: OptionsLibrary,
  name: string,
): Pick<Site, 'environment'> => {
  const { environment } = library;
  return environment ? { environment: () => environment(file, file.packages.versionOf(name)) } : {};
};

/** Where the option was written that says whom to admit, else the site. */
export function placeOfOrigin({ options, originOption }: Evidence, fallback: Node): Node {
  const writer = options instanceof ObjectValue ? options.slots.get(originOption)?.writer : undefined;
  return writer ?? fallback;
}
