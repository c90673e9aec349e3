import type { Witness } from './finding.js';

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

/** What the page of a witness can do, completing "any website can …". */
export function reachOf({ probe, exposure }: Witness): string {
  if (probe.request.kind === 'preflight') {
    return exposure === 'reflected with credentials'
      ? "send requests that need a preflight, with the signed-in user's cookies"
      : 'send requests that need a preflight';
  }
  switch (exposure) {
    case 'reflected with credentials':
      return 'read these responses as the signed-in user';
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
