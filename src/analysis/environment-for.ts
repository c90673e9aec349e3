import { isDeploymentVariable, productionValue } from '../interpret/environment.js';
import type { Environment } from '../interpret/run.js';
import { sampleOrigin } from '../policy/origins.js';
import type { EnvironmentState } from '../policy/probe.js';

/** The environment a state describes. Deployment variables always say production. */
export function environmentFor(state: EnvironmentState): Environment {
  return (name) => {
    if (state.kind === 'as given') return state.variables[name];
    if (isDeploymentVariable(name))
      return state.kind === 'deployment unset' ? undefined : productionValue(name);
    if (state.kind === 'all unset' || (state.kind === 'only set' && state.name !== name)) return undefined;
    if ((state.kind === 'unset' || state.kind === 'empty') && state.name === name)
      return state.kind === 'empty' ? '' : undefined;
    return sampleOrigin(name);
  };
}
