import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { memberOfUnknown } from '../../interpret/members.js';
import type { Run } from '../../interpret/run.js';
import { ArrayValue, HostObject, native, opaque, type Value } from '../../interpret/values.js';
import type { Exchange } from '../middleware.js';
import type { PathPattern } from './paths.js';

/** A call of a method that gives an application, or a router, something to do with requests. */
export interface Registration {
  readonly method: string;
  readonly args: readonly Value[];
  readonly node: Node;
  /** What has the method. */
  readonly maker: Application;
  /** What the call returned. */
  readonly result: Value;
}

/** Something that requests go through. */
export interface Layer {
  /** The call that registers it. */
  readonly node: Node;
  /** A function of the file, what a library made, or something unknown. */
  readonly value: Value;
  /** The request methods it is asked with; undefined for all. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly path: PathPattern;
  /** Whether it is a route: what answers, and not what is asked on the way. */
  readonly isRoute: boolean;
}

/** What becomes of a request in a layer: it ends there, or goes on to the next, or neither is seen. */
export type Passage = 'ends' | 'passes' | 'unseen';

/** How applications of a framework take what is registered with them. */
export interface Framework {
  readonly name: string;
  /** The methods that register something; what others return is unknown. */
  readonly registers: ReadonlySet<string>;
  /** Further methods that are followed because what is registered depends on them. */
  readonly prepares?: ReadonlySet<string>;
  /** What a registering call returns; by default the application itself. */
  result?(application: Application, method: string, args: readonly Value[], run: Run, node: Node): Value;
  /** What an application was given, in the order in which requests come to it. */
  layers(application: Application, run: Run): readonly Layer[];
  /** Whether registering something for a path throws, so that the server does not start. */
  refusesPath?(path: string, file: SourceFile): boolean;
  /** Calls a function that is a layer, as the framework does. */
  ask(run: Run, layer: Value, exchange: Exchange): Passage;
}

/** An application, or a router, of the linted program: it remembers what is registered with it. */
export class Application extends HostObject {
  readonly registrations: Registration[] = [];

  /** @param prefix the path that all it is given stands under, where it was made with one. */
  constructor(
    readonly framework: Framework,
    readonly prefix?: Value,
  ) {
    const unseen = opaque(`an application of ${framework.name}`);
    super('application', (_run, key) => {
      if (!framework.registers.has(key) && !framework.prepares?.has(key)) return memberOfUnknown(unseen, key);
      return native(key, (run, args, _self, node) => {
        if (!node) return this;
        const result = framework.result ? framework.result(this, key, args, run, node) : this;
        this.registrations.push({ method: key, args, node, maker: this, result });
        return result;
      });
    });
  }
}

/** Handlers, which may stand in lists. */
export const flattened = (values: readonly Value[]): Value[] =>
  values.flatMap((value) => (value instanceof ArrayValue ? flattened(value.items) : [value]));
