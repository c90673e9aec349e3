import type { Surroundings } from '../../codemods/guard/surroundings.js';
import { mentionsCors, mentionsOtherServers } from '../../src/analysis/gate.js';
import plugin from '../../src/index.js';

/** What makes a session of cors-guard run the rules of this plugin, and not the sample ones. */
export const real: Partial<Surroundings> = {
  mentionsCors,
  mentionsOtherServers,
  loadPlugin: () => Promise.resolve(plugin),
};
