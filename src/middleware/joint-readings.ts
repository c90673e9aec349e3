import type { AllowList, Evidence, Site } from './middleware.js';

/**
 * One site out of the readings of one place by several libraries, where nothing says which of them it is: it is permissive
 * only if it is so for all, and rewritten only if the rewrite is the same for all. Undefined where there is no reading.
 */
export function jointReadings(readings: readonly Site[], advice: string): Site | undefined {
  const [site, ...others] = readings;
  if (!site || others.length === 0) return site;
  return {
    ...site,
    otherReadings: others,
    rewrite: (evidence: Evidence, allowed: AllowList) => {
      const rewritten = site.rewrite(evidence, allowed);
      const isShared = others.every(
        (other) => JSON.stringify(other.rewrite(evidence, allowed)) === JSON.stringify(rewritten),
      );
      return isShared ? rewritten : advice;
    },
  };
}
