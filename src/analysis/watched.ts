import type { SourceFile } from '../source/file.js';
import type { Site } from '../middleware/middleware.js';
import type { Probe } from '../policy/probe.js';
import { simulate, type Outcome, type SimulationOptions } from './simulate.js';

/** Looks on while a site is asked; every outcome it is given has a trace. */
export type Watch = (probe: Probe, outcome: Outcome) => void;

/** Asks a site one probe, while somebody looks on if anybody does. */
export function watched(
  file: SourceFile,
  site: Site,
  probe: Probe,
  options: SimulationOptions,
  watch: Watch | undefined,
): Outcome {
  const outcome = simulate(file, site, probe, watch ? { ...options, record: true } : options);
  watch?.(probe, outcome);
  return outcome;
}
