import type { SourceFile } from '../../source/file.js';
import type { FunctionNode, Node } from '../../source/syntax.js';
import { awaited } from '../../interpret/call.js';
import type { Run } from '../../interpret/run.js';
import type { Value } from '../../interpret/values.js';
import { noEvidence, type Exchange, type Middleware, type Site } from '../middleware.js';
import { returnsOf } from './handler-site.js';

/** A function that gives headers and is not given the request. */
export interface UnaskedFunction {
  readonly middleware: Middleware;
  readonly node: FunctionNode;
  /** What a person has to do instead. */
  readonly reason: string;
  /** What becomes of its result. */
  readonly respond: (run: Run, result: Value, exchange: Exchange, writes: Node[]) => void;
}

/** The site of such a function: no edit of it could ask for the origin. */
export function unaskedSite(file: SourceFile, { middleware, node, reason, respond }: UnaskedFunction): Site {
  return {
    middleware,
    node,
    roots: returnsOf(file, node),
    isHandler: false,
    place: (evidence) => evidence.writes.at(-1) ?? node,
    rewrite: () => reason,
    observe: (exchange) => {
      const evidence = noEvidence();
      return {
        calls: new Map(),
        values: new Map(),
        evidence,
        respond: (run, result) => {
          respond(run, awaited(result), exchange, evidence.writes);
        },
      };
    },
  };
}
