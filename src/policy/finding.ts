import type { Answer, Exposure } from './answer.js';
import type { Probe } from './probe.js';

/** A probe and its answer that prove an untrusted origin is admitted. */
export interface Witness {
  readonly probe: Probe;
  readonly answer: Answer;
  readonly exposure: Exclude<Exposure, 'none'>;
}

/**
 * What is wrong with a site, in the order in which the kinds are tried: the first that matches is the site's only one.
 * The kinds follow what the server answers, never how the source is spelled.
 */
export type ExposureKind =
  | 'permissive fallback'
  | 'ignored option'
  | 'defeated allow-list'
  | 'credentialed wildcard'
  | 'wildcard'
  | 'reflected'
  | 'open without a deployment name';

export type FindingKind = ExposureKind | 'unanswered callback';
