import path from 'node:path';
import { sitesOf } from '../../src/analysis/findings.js';
import { simulate } from '../../src/analysis/simulate.js';
import type { Answer } from '../../src/policy/answer.js';
import type { Request } from '../../src/policy/probe.js';
import { root } from '../repository/root.js';
import { parseSource } from './source-file.js';

/** One probe, as the model and a booted server are both asked it. */
export interface ModelRequest {
  readonly origin: string | undefined;
  readonly kind: Request['kind'];
  /** The method of the actual request, also when `kind` is the preflight for it. */
  readonly method: string;
}

/**
 * What the engine says a program would answer.
 *
 * @param environment variables the program reads; what is not named is not set.
 * @param versions of packages; of what is not named, those installed in the repository count.
 * @returns one row per site in the program, in source order; in each row one answer per request.
 */
export function modelAnswers(
  program: { readonly text: string; readonly language: string },
  requests: readonly ModelRequest[],
  environment: Readonly<Record<string, string | undefined>> = {},
  versions: Readonly<Record<string, string>> = {},
): readonly (readonly Answer[])[] {
  const file = parseSource(program.text, path.join(root, `program.${program.language}`), versions);
  return sitesOf(file).map((site) =>
    requests.map(
      (request) =>
        simulate(file, site, { request, environment: { kind: 'as given', variables: environment } }).answer,
    ),
  );
}
