/** Names that never leave a private network (RFC 6761, RFC 6762, RFC 8375; ICANN resolution 2024.07.29.06 for `internal`). */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|test|invalid|home\.arpa)$/;

/** Loopback, link-local and private addresses (RFC 1122, RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
const PRIVATE_ADDRESS =
  /^(?:0\.0\.0\.0|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[::1?\]|\[f[cde])/;

/**
 * Whether only the machine itself, or a private network, can be meant by a host name as `URL` gives it: nobody can register
 * it, and it has no certificate. A name without a dot is one.
 */
export const isLocalHost = (hostname: string): boolean =>
  PRIVATE_NAME.test(hostname) ||
  (isAddress(hostname) ? PRIVATE_ADDRESS.test(hostname) : !hostname.includes('.'));

/** Whether a host name, as `URL` gives it, is an address of IPv4 or IPv6. */
export const isAddress = (hostname: string): boolean =>
  /^\d+\.\d+\.\d+\.\d+$/.test(hostname) || hostname.startsWith('[');
