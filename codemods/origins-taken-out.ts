import type { LintMessage } from '../src/hosts/lint-messages.js';

/** The origins that were found in source code, and are no longer: each once. */
export function originsTakenOut(before: readonly LintMessage[], after: readonly LintMessage[]): string[] {
  const named = before.flatMap(({ origins }) => origins);
  const left = after.flatMap(({ origins }) => origins);
  const times = (all: readonly string[], origin: string): number =>
    all.filter((other) => other === origin).length;
  return [...new Set(named.filter((origin) => times(left, origin) < times(named, origin)))];
}
