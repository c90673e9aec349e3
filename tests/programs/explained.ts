import type { SiteExplanation } from '../../src/hosts/explain.js';
import type { Fixture } from './fixture.js';
import type { Report } from './lint.js';

/** Explains the sites of a fixture's text. */
export type Explain = (fixture: Fixture) => readonly SiteExplanation[];

/** Reported only where an option asks for it. */
const OPTIONAL = 'open without a deployment name';

/**
 * What is wrong with the explanation of a fixture: findings are those that are reported, each with an exchange that admits an
 * untrusted origin and a path whose lines stand in the source; a silent site admits nobody.
 */
export function explanationFaults(fixture: Fixture, explain: Explain, reports: readonly Report[]): string[] {
  // Fixtures are linted without the rules about what CORS does not cover.
  const explanations = explain(fixture).filter(
    ({ kind }) => kind !== 'open handshake' && kind !== 'open tools',
  );
  const lines = fixture.text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const reported = reports.map(({ line, column }) => `${line}:${column}`).sort();
  const places = explanations
    .filter(({ kind }) => kind !== null)
    .filter(({ kind, line, column }) => kind !== OPTIONAL || reported.includes(`${line}:${column}`))
    .map(({ line, column }) => `${line}:${column}`)
    .sort();
  return [
    ...(places.join() === reported.join()
      ? []
      : [`explains ${places.join(', ')} where ${reported.join(', ')} is reported`]),
    ...explanations.flatMap((explanation) => faultsOf(explanation, lines)),
  ];
}

function faultsOf(explanation: SiteExplanation, lines: readonly string[]): string[] {
  const { line, kind, probes, shown, evaluated, stops } = explanation;
  const faults: string[] = [];
  const admitted = probes.filter(
    ({ origin, allowOrigin }) => allowOrigin.length === 1 && ['*', origin].includes(allowOrigin[0] ?? null),
  );
  const witness = shown === null ? undefined : probes[shown];
  if (witness === undefined) faults.push(`${line}: shows no question`);
  if (kind === null && admitted.length > 0) faults.push(`${line}: silent, and admits somebody untrusted`);
  if (
    kind !== null &&
    kind !== 'unanswered callback' &&
    (witness === undefined || !admitted.includes(witness))
  )
    faults.push(`${line}: found, and the question shown does not admit who asks`);
  if (kind !== null && stops.length > 0) faults.push(`${line}: found, and stopped`);
  if (probes.some(({ outcome }) => outcome === 'unknown') && kind === null && stops.length === 0)
    faults.push(`${line}: an answer is unknown, and nothing says why`);
  for (const step of evaluated) {
    const source = (lines[step.line - 1] ?? '').trim();
    if (source !== step.text && !source.startsWith(step.text.slice(0, -1)))
      faults.push(`${step.line}: reads '${step.text}' in the path`);
  }
  return faults;
}
