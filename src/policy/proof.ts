import type { Witness } from './finding.js';
import type { UntrustedOrigin } from './untrusted-origin.js';

/** The exchange a witness stands for, in words: who asks, and the headers of the answer. */
export function proofOf({ probe, answer, exposure }: Witness): string {
  const allowOrigin = answer.outcome === 'answered' ? answer.allowOrigin.join(', ') : '';
  const withCredentials = exposure === 'reflected with credentials' || exposure === 'credentialed wildcard';
  const asker = probe.request.kind === 'preflight' ? 'the preflight of a page' : 'a page';
  return (
    `${asker} on '${String(probe.request.origin)}' is answered with Access-Control-Allow-Origin '${allowOrigin}'` +
    (withCredentials ? " and Access-Control-Allow-Credentials 'true'" : '')
  );
}

/** Who gets to be the page of a witness, opening "… can …". */
export function whoOf(witness: Witness): string {
  const condition = conditionOf(witness);
  const who = nameOf(witness.untrusted);
  return condition === undefined ? who : `When ${condition}, ${who.charAt(0).toLowerCase()}${who.slice(1)}`;
}

function nameOf(untrusted: UntrustedOrigin | undefined): string {
  switch (untrusted?.kind) {
    case undefined:
      return 'Any website';
    case 'look-alike':
      return `Whoever registers '${untrusted.of}'`;
    case 'tenant':
      return `Any customer of '${untrusted.of}'`;
    case 'null':
      return 'Any website, from a sandboxed frame,';
    case 'sub-domain':
      return `Whoever controls any one sub-domain of '${untrusted.of}'`;
    case 'insecure':
      return `Whoever stands between a visitor and '${untrusted.of}'`;
  }
}

/**
 * What the page of a witness can do, completing "any website can …".
 *
 * @param visitor what shows that the server knows who is signed in, where something does.
 */
export function reachOf({ probe, exposure }: Witness, visitor?: string): string {
  const seen = visitor === undefined ? '' : ` (${visitor})`;
  if (probe.request.kind === 'preflight') {
    return exposure === 'reflected with credentials'
      ? `send requests that need a preflight, with the signed-in user's cookies${seen}`
      : 'send requests that need a preflight';
  }
  switch (exposure) {
    case 'reflected with credentials':
      return `read these responses as the signed-in user${seen}`;
    case 'credentialed wildcard':
      return 'read these responses, though not as the signed-in user, because browsers refuse credentials with the wildcard';
    case 'reflected':
    case 'wildcard':
      return 'read these responses, though not as the signed-in user';
  }
}

/** The environment of a witness, completing "when …"; undefined when every variable is set. */
export function conditionOf({ probe: { environment } }: Witness): string | undefined {
  switch (environment.kind) {
    case 'unset':
      return `${environment.name} is not set`;
    case 'empty':
      return `${environment.name} is empty`;
    case 'only set':
    case 'all unset':
      return 'the environment variables it reads are not set';
    case 'deployment unset':
      return `${environment.names.join(' and ')} ${environment.names.length > 1 ? 'are' : 'is'} not set`;
    case 'all set':
    case 'as given':
      return undefined;
  }
}
