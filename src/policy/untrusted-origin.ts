import { isAddress, isLocalHost } from './local-host.js';
import { isSerializedOrigin } from './origins.js';
import { registrationOf } from './public-suffix.js';

/**
 * An origin that others can get or send, and that a check may take for one it trusts.
 *
 * - `look-alike`: anybody may register `of`.
 * - `tenant`: any customer of `of` gets such a name.
 * - `null`: sandboxed frames and local files send it.
 * - `sub-domain`: some sub-domain of `of`, whichever.
 * - `insecure`: whoever sits between a visitor and `of` answers in its place.
 */
export interface UntrustedOrigin {
  readonly origin: string;
  readonly kind: 'look-alike' | 'tenant' | 'null' | 'sub-domain' | 'insecure';
  readonly of: string;
}

/** An origin to try. */
export interface Candidate {
  /** What an attacker chose stands in capitals. */
  readonly spelled: string;
  /** It is a named origin that was cut short: nothing of it was chosen. */
  readonly isCutOff?: boolean;
}

/** A candidate as a browser would send it. */
export const originOf = ({ spelled }: Candidate): string => spelled.toLowerCase();

export const NULL_ORIGIN: UntrustedOrigin = { origin: 'null', kind: 'null', of: '' };

/**
 * Whose origin a candidate is; undefined if no browser sends it, if nobody else can get it, or if it is one of `named`,
 * the origins that the program spells out.
 */
export function untrustedOrigin(
  candidate: Candidate,
  named: ReadonlySet<string>,
): UntrustedOrigin | undefined {
  const origin = originOf(candidate);
  if (!isSerializedOrigin(origin)) return undefined;
  const { hostname, protocol } = new URL(origin);
  if (isLocalHost(hostname)) return undefined;
  if (isAddress(hostname)) return protocol === 'http:' ? { origin, kind: 'insecure', of: origin } : undefined;
  const registration = registrationOf(hostname);
  if (!registration) return undefined;
  const { domain, suffix, isPrivateSuffix } = registration;
  const spelledHost = candidate.spelled.split('/')[2]?.split(':')[0] ?? '';
  const isForeign = candidate.isCutOff
    ? !named.has(origin) && !sharesDomain(domain, named)
    : /[A-Z]/.test(spelledHost.slice(-domain.length));
  if (isForeign && !named.has(origin))
    return {
      origin,
      ...(isPrivateSuffix ? { kind: 'tenant', of: suffix } : { kind: 'look-alike', of: domain }),
    };
  if (protocol === 'http:') return { origin, kind: 'insecure', of: origin };
  if (candidate.isCutOff || named.has(origin) || !/^ATTACKER\.[^A-Z]*$/.test(spelledHost)) return undefined;
  return { origin, kind: 'sub-domain', of: hostname.slice('attacker.'.length) };
}

const sharesDomain = (domain: string, named: ReadonlySet<string>): boolean =>
  [...named].some((origin) => registrationOf(new URL(origin).hostname)?.domain === domain);
