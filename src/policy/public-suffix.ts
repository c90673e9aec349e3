import { createRequire } from 'node:module';
import type { parse } from 'tldts';

let list: { parse: typeof parse } | undefined;

/** The list takes 40 ms to load: only files pay for it in which an origin passes that the file does not name. */
function loadList(): { parse: typeof parse } {
  list ??= createRequire(import.meta.url)('tldts') as { parse: typeof parse };
  return list;
}

/** The part of a host name that one registration brings, and what it is registered under. */
export interface Registration {
  readonly domain: string;
  /** Of a private suffix (`vercel.app`): its owner hands out names below it to customers. */
  readonly suffix: string;
  readonly isPrivateSuffix: boolean;
}

/**
 * What somebody has to register to get a host name, by the Public Suffix List with its private part. Undefined for a name
 * that nobody can register: no such top-level domain, or a public suffix itself. `example` is reserved (RFC 2606), and
 * stands here for any other.
 */
export function registrationOf(hostname: string): Registration | undefined {
  const { domain, publicSuffix, isIcann, isPrivate } = loadList().parse(hostname, {
    allowPrivateDomains: true,
  });
  if (domain === null || publicSuffix === null) return undefined;
  if (isIcann !== true && isPrivate !== true && publicSuffix !== 'example') return undefined;
  return { domain, suffix: publicSuffix, isPrivateSuffix: isPrivate === true };
}
