import type { ExplainedLine, ExplainedProbe, SiteExplanation } from '../../src/hosts/explain.js';
import { printable } from './printable.js';

/** Why a site was judged as it was, in a file of the run. */
export interface Explained {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  /** Whether a rule of the run reports it: a comment or the preset may leave it out. */
  readonly reported: boolean;
  readonly site: SiteExplanation;
}

/** The explanations for people, in the order given; every text of the source made safe for a terminal. */
export const explainedText = (explanations: readonly Explained[]): string =>
  explanations.map((explained) => `${linesOf(explained).map(printable).join('\n')}\n`).join('\n');

function linesOf({ file, reported, site }: Explained): string[] {
  const { line, column, middleware, probes, shown } = site;
  const asked = shown === null ? undefined : probes[shown];
  return [
    `${file}:${line}:${column}  ${verdict(site, reported)} (${middleware})`,
    '  Asked:',
    ...grouped(probes).map((text) => `    ${text}`),
    ...(asked ? [`  Evaluated for ${asked.request}, ${asked.environment}:`] : []),
    ...pathLines(file, site),
    ...stopLines(file, site),
  ];
}

function verdict({ kind }: SiteExplanation, reported: boolean): string {
  if (kind === null) return 'silent';
  return reported ? kind : `${kind}, which no rule of this run reports`;
}

/** Requests of one page that follow each other in one environment and are answered alike, on one line. */
function grouped(probes: readonly ExplainedProbe[]): string[] {
  const groups: { requests: string[]; environment: string; answer: string; origin: string }[] = [];
  for (const { request, environment, answer, origin: asking } of probes) {
    const last = groups.at(-1);
    const origin = asking ?? 'no page';
    if (last?.environment === environment && last.answer === answer && last.origin === origin)
      last.requests.push(request);
    else groups.push({ requests: [request], environment, answer, origin });
  }
  return groups.map(
    ({ requests, environment, answer, origin }) =>
      `${requests.join(', ')} from ${origin}, ${environment}: ${answer}`,
  );
}

function pathLines(file: string, { evaluated, omitted }: SiteExplanation): string[] {
  const lines = evaluated.flatMap((step) => stepLines(file, step));
  if (evaluated.length === 0) return ['    (no line)'];
  return omitted > 0 ? [...lines, `    (${omitted} lines in the middle left out)`] : lines;
}

function stepLines(file: string, { file: other, line, text, value, parts }: ExplainedLine): string[] {
  return [
    `    ${other ?? file}:${line}  ${text}`,
    ...parts.map((part) => `        ${part.text} is ${part.value}`),
    ...(value === null ? [] : [`        => ${value}`]),
  ];
}

function stopLines(file: string, { kind, stops }: SiteExplanation): string[] {
  if (kind !== null) return [];
  if (stops.length === 0) return ['  Silent because every request is refused.'];
  return [
    '  Silent because this is unknown:',
    ...stops.map(({ file: other, line, text, reason }) =>
      line === null ? `    ${reason}` : `    ${other ?? file}:${line}  ${String(text)}: ${reason}`,
    ),
  ];
}
