/**
 * What a name says about a list of origins. Turned round, a list of the allowed and a list of the blocked are the same
 * program: only their names tell them apart.
 */
export const saysAllowed = (name: string): boolean =>
  /allow|trust|white|permit|valid|accept/i.test(name) && !saysRefused(name);

/** Whether a name speaks of those who are kept out. */
export const saysRefused = (name: string): boolean =>
  /block|den(?:y|ied)|black|ban|forbid|reject|disallow|untrust|invalid/i.test(name);
