import type { Answer, Exposure } from './answer.js';
import type { Probe } from './probe.js';
import type { UntrustedOrigin } from './untrusted-origin.js';

/** A probe and its answer that prove an untrusted origin is admitted. */
export interface Witness {
  readonly probe: Probe;
  readonly answer: Answer;
  readonly exposure: Exclude<Exposure, 'none'>;
  /** Whose origin the probe came from, where the site refuses the attacker's own. */
  readonly untrusted?: UntrustedOrigin;
}

/**
 * What is wrong with a site, in the order in which the kinds are tried: the first that matches is the site's only one.
 * The kinds follow what the server answers, never how the source is spelled. The last three are for those who are strict:
 * what every user has to see comes before them.
 */
export type ExposureKind =
  | 'permissive fallback'
  | 'ignored option'
  | 'defeated allow-list'
  | 'credentialed wildcard'
  | 'wildcard'
  | 'reflected'
  | 'weak match'
  | 'null origin'
  | 'open without a deployment name'
  | 'sub-domains'
  | 'insecure origin';

/** What is wrong with a site that admits nobody untrusted. */
export type DefectKind =
  | 'dead entry'
  | 'depends on credentials'
  | 'does not vary'
  | 'open handshake'
  | 'hard-coded origins'
  | 'broad grant'
  | 'open tools'
  | 'second owner'
  | 'another owner'
  | 'other preflight'
  | 'credentials first';

export type FindingKind = ExposureKind | 'unanswered callback' | DefectKind;

const DEFECTS: readonly FindingKind[] = [
  'dead entry',
  'depends on credentials',
  'does not vary',
  'open handshake',
  'hard-coded origins',
  'broad grant',
  'open tools',
  'second owner',
  'another owner',
  'other preflight',
  'credentials first',
] satisfies DefectKind[];

export const isDefect = (kind: FindingKind): boolean => DEFECTS.includes(kind);
