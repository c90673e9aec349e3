import { authenticationIn } from '../analysis/authentication.js';
import type { Composed } from '../analysis/application-findings.js';
import type { Finding } from '../analysis/findings.js';
import { ObjectValue } from '../interpret/values.js';
import type { SourceFile } from '../source/file.js';
import type { Node } from '../source/syntax.js';

/** Another place that takes part in a finding. Lines and columns count from 1. */
export interface RelatedPlace {
  /** Absolute: the reported file, or one that it imports. */
  readonly path: string;
  /** What stands there, as a sentence. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * The places that a reader has to look at besides the reported one, each once: those of the file in source order, then those
 * of others.
 *
 * @param reported the node that is reported, in `file`
 */
export function relatedPlaces(file: SourceFile, finding: Finding, reported: Node): RelatedPlace[] {
  const places = new Map<string, RelatedPlace>();
  const keyOf = (node: Node): string => `${node.range.join()} ${file.fileOf(node).path}`;
  for (const { node, message } of nodesOf(file, finding)) {
    const key = keyOf(node);
    if (key === keyOf(reported) || places.has(key)) continue;
    const { start, end } = node.loc;
    places.set(key, {
      path: file.fileOf(node).path,
      message,
      line: start.line,
      column: start.column + 1,
      endLine: end.line,
      endColumn: end.column + 1,
    });
  }
  const isElsewhere = ({ path }: RelatedPlace): number => (path === file.path ? 0 : 1);
  return [...places.values()].sort(
    (one, other) =>
      isElsewhere(one) - isElsewhere(other) || one.line - other.line || one.column - other.column,
  );
}

/** Of two sentences about one node the first counts. */
function* nodesOf(file: SourceFile, finding: Finding): Generator<{ node: Node; message: string }> {
  const { site, corsSite, composed, toolServer, witness, outcome } = finding;
  const { options, writes } = outcome.evidence;
  yield { node: finding.node, message: 'What is wrong is written here.' };
  if (composed?.other) yield { node: composed.other, message: messageOfOther(composed) };
  if (corsSite) yield { node: corsSite.node, message: 'The CORS options of the same server.' };
  if (toolServer) yield { node: toolServer, message: 'The server of tools that pages can reach.' };
  for (const node of writes) yield { node, message: 'Access-Control-Allow-Origin is written here.' };
  if (options instanceof ObjectValue && options.origin)
    yield { node: options.origin, message: 'The options are written here.' };
  yield { node: site.node, message: `CORS is configured here (${site.middleware.name}).` };
  const { found } = authenticationIn(file);
  if (witness && found?.node)
    yield { node: found.node, message: `The server knows who is signed in: ${found.name}.` };
}

const messageOfOther = ({ effect }: Composed): string =>
  effect === 'notReached'
    ? 'This refuses requests without a cookie or a token.'
    : 'This answers the same requests.';
