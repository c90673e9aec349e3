import type { Grants } from './grants.js';

/**
 * What a server says to one request, as far as CORS goes.
 * `allowOrigin` holds every Access-Control-Allow-Origin value in order; `vary` lower-case field names, and `UNKNOWN_FIELD`
 * where there may be others; `grants` is left out where the program grants nothing besides.
 */
export type Answer =
  | {
      readonly outcome: 'answered';
      readonly allowOrigin: readonly string[];
      readonly allowCredentials: string | undefined;
      readonly vary: readonly string[];
      readonly grants?: Grants;
    }
  | { readonly outcome: 'error' }
  | { readonly outcome: 'hangs' }
  | { readonly outcome: 'fails at set-up' }
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * How far an answer lets a page on `origin` in, from nothing to reading as the signed-in user
 * (Fetch standard, "CORS check": one value, `*` or the origin; with credentials never `*`, and exactly `true`).
 */
export type Exposure =
  'none' | 'wildcard' | 'credentialed wildcard' | 'reflected' | 'reflected with credentials';

const SEVERITY: readonly Exposure[] = [
  'none',
  'wildcard',
  'credentialed wildcard',
  'reflected',
  'reflected with credentials',
];

export function exposureTo(origin: string, answer: Answer): Exposure {
  if (answer.outcome !== 'answered' || answer.allowOrigin.length !== 1) return 'none';
  const withCredentials = answer.allowCredentials === 'true';
  if (answer.allowOrigin[0] === '*') return withCredentials ? 'credentialed wildcard' : 'wildcard';
  if (answer.allowOrigin[0] !== origin) return 'none';
  return withCredentials ? 'reflected with credentials' : 'reflected';
}

/** Stands for a field of Vary that nobody can tell. */
export const UNKNOWN_FIELD = '(unknown)';

/**
 * Whether caches keep an answer for each origin apart (RFC 9111, 4.1): its Vary names Origin, or `*`. `maybe` where not all
 * of its Vary is known.
 */
export function variesByOrigin({ vary }: Extract<Answer, { outcome: 'answered' }>): 'yes' | 'no' | 'maybe' {
  if (vary.includes('origin') || vary.includes('*')) return 'yes';
  return vary.includes(UNKNOWN_FIELD) ? 'maybe' : 'no';
}

/** 0 for no exposure, rising with what it gives away. */
export const severityOf = (exposure: Exposure): number => SEVERITY.indexOf(exposure);

export const admits = (origin: string, answer: Answer): boolean => exposureTo(origin, answer) !== 'none';
