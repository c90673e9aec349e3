import { explain, type Asked, type Explanation } from '../analysis/explain.js';
import { cut } from '../interpret/plain-form.js';
import type { Answer } from '../policy/answer.js';
import { answerInWords, environmentInWords, requestInWords } from '../policy/exchange-words.js';
import { createSourceFile, oncePerFile, type SourceFile } from '../source/file.js';
import { Project, type ModuleReader } from '../source/project.js';
import type { Node } from '../source/syntax.js';
import { parsedFile } from './parsed-file.js';

/** A question and its answer. */
export interface ExplainedProbe {
  readonly origin: string | null;
  /** The method, `preflight for` the method, or `WebSocket handshake`. */
  readonly request: string;
  readonly environment: string;
  readonly outcome: Answer['outcome'];
  readonly allowOrigin: readonly string[];
  readonly allowCredentials: string | null;
  readonly vary: readonly string[];
  /** The answer in words. */
  readonly answer: string;
}

/** One line of the path of evaluation. */
export interface ExplainedLine {
  /** Where the line stands in a file that this one imports, the path of that; else null. */
  readonly file: string | null;
  readonly line: number;
  /** The line of the source, without its indentation. */
  readonly text: string;
  /** What it gave; null where nobody uses that. */
  readonly value: string | null;
  readonly parts: readonly { readonly text: string; readonly value: string }[];
}

/** An unknown value that kept a site silent. `line` and `text` are null where no expression gave it. */
export interface ExplainedStop {
  /** As in the path of evaluation. */
  readonly file: string | null;
  readonly line: number | null;
  readonly text: string | null;
  readonly reason: string;
}

/** Why one site was judged as it was, as data. Lines and columns count from 1. */
export interface SiteExplanation {
  /** Where it is reported, or, of a silent site, where it stands. */
  readonly line: number;
  readonly column: number;
  readonly middleware: string;
  /** What was found; null for a silent site. */
  readonly kind: string | null;
  readonly probes: readonly ExplainedProbe[];
  /** Which of `probes` the path in `evaluated` belongs to; null where nothing was asked. */
  readonly shown: number | null;
  readonly evaluated: readonly ExplainedLine[];
  /** Lines left out of the middle of a long path. */
  readonly omitted: number;
  readonly stops: readonly ExplainedStop[];
}

/** Characters shown of a line of the source. */
const MAX_LINE = 160;

/**
 * Explains the verdict on every site of a text. It is the text of somebody else: whoever shows the result on a terminal
 * has to write out its control characters. Throws what the parser throws.
 *
 * @param filename absolute path; its extension decides the language
 * @param modules reads what the file imports
 */
export function explainText(
  text: string,
  filename: string,
  modules?: ModuleReader,
): readonly SiteExplanation[] {
  const parsed = parsedFile(filename, text);
  const file = createSourceFile({ ...parsed, project: modules && new Project(modules, {}) });
  return explain(file).map((explanation) => asData(file, explanation));
}

const linesOf = oncePerFile(({ text }) => text.split(/\r\n|[\r\n\u2028\u2029]/u));

function asData(file: SourceFile, explanation: Explanation): SiteExplanation {
  const { site, finding, asked, shown, trace, stops } = explanation;
  const reported = finding && file.fileOf(finding.node) === file ? finding.node : site.node;
  const { start } = reported.loc;
  const index = asked.findIndex(({ probe }) => probe === shown?.probe);
  const textAt = (node: Node): string =>
    cut((linesOf(file.fileOf(node))[node.loc.start.line - 1] ?? '').trim(), MAX_LINE);
  const otherFileOf = (node: Node): string | null => {
    const home = file.fileOf(node);
    return home === file ? null : home.path;
  };
  const textOf = (node: Node): string => cut(file.textOf(node), MAX_LINE);
  return {
    line: start.line,
    column: start.column + 1,
    middleware: site.middleware.name,
    kind: finding?.kind ?? null,
    probes: asked.map(probeAsData),
    shown: index === -1 ? null : index,
    evaluated: (trace?.steps ?? []).map(({ node, value, parts }) => ({
      file: otherFileOf(node),
      line: node.loc.start.line,
      text: textAt(node),
      value: value ?? null,
      parts: parts.map((part) => ({ text: textOf(part.node), value: part.value })),
    })),
    omitted: trace?.omitted ?? 0,
    stops: stops.map(({ node, reason }) => ({
      file: node ? otherFileOf(node) : null,
      line: node?.loc.start.line ?? null,
      text: node ? textOf(node) : null,
      reason,
    })),
  };
}

function probeAsData({ probe, answer }: Asked): ExplainedProbe {
  const { request, environment } = probe;
  const headers = answer.outcome === 'answered' ? answer : undefined;
  return {
    origin: request.origin ?? null,
    request: requestInWords(request),
    environment: environmentInWords(environment),
    outcome: answer.outcome,
    allowOrigin: headers?.allowOrigin ?? [],
    allowCredentials: headers?.allowCredentials ?? null,
    vary: headers?.vary ?? [],
    answer: answerInWords(answer, request),
  };
}
