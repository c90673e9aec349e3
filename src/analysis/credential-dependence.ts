import type { SourceFile } from '../source/file.js';
import type { Site } from '../middleware/middleware.js';
import { admits, type Answer } from '../policy/answer.js';
import type { Probe, Request } from '../policy/probe.js';
import { simulate, type Outcome } from './simulate.js';
import { trustedBy } from './trusted.js';
import { watched, type Watch } from './watched.js';

/** A trusted origin that is admitted for a visitor the server knows, and for no other. */
export interface CredentialDependence {
  readonly origin: string;
  /** What a preflight with credentials would be answered, if there were one. */
  readonly outcome: Outcome;
}

/** What a decision that looks at the visitor cannot do without; other files are not asked. */
const SPEAKS_OF_VISITORS = /cookie|session|user|authorization/i;

/**
 * Finds a decision that needs credentials: the preflight of a trusted origin would be admitted with a cookie, a token or a
 * user, and is refused without, which is how browsers send it (Fetch standard, "CORS-preflight fetch"). Undefined where
 * that is not so for certain, or where another site of the file answers that preflight.
 */
export function credentialDependence(
  file: SourceFile,
  site: Site,
  sites: readonly Site[],
  watch?: Watch,
): CredentialDependence | undefined {
  if (!SPEAKS_OF_VISITORS.test(file.text)) return undefined;
  const readings = [site, ...(site.otherReadings ?? [])];
  for (const origin of trustedBy(file, site)) {
    const needs = readings.every(
      (reading) => isAdmittedWith(file, reading, origin) && isRefusedWithout(file, reading, origin),
    );
    const isAnswered = (other: Site): boolean => other !== site && !isRefusedWithout(file, other, origin);
    if (needs && !sites.some((other) => isAnswered(other)))
      return { origin, outcome: watched(file, site, preflight(origin, 'sent'), {}, watch) };
  }
  return undefined;
}

const preflight = (origin: string, credentials: NonNullable<Request['credentials']>): Probe => ({
  request: { origin, kind: 'preflight', method: 'GET', credentials },
  environment: { kind: 'all set' },
});

const isAdmittedWith = (file: SourceFile, site: Site, origin: string): boolean =>
  admits(origin, simulate(file, site, preflight(origin, 'sent')).answer);

/** Whether no path admits an origin, and none is unknown. */
function isRefusedWithout(file: SourceFile, site: Site, origin: string): boolean {
  const rank = (answer: Answer): number =>
    admits(origin, answer) ? 2 : answer.outcome === 'unknown' ? 1 : 0;
  const { answer } = simulate(file, site, preflight(origin, 'left out'), { rank, onAnyPath: true });
  return rank(answer) === 0;
}
