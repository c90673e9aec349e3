/** The headers that let an admitted page send or read more than it may anyway, in lower case. */
export const GRANTING_HEADERS = [
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-private-network',
  'access-control-expose-headers',
] as const;

export type GrantingHeader = (typeof GRANTING_HEADERS)[number];

/** What an answer says in those headers, as far as the program says it: a library's own default is nobody's decision. */
export type Grants = Readonly<Partial<Record<GrantingHeader, string>>>;

/** A header that no page needs and no server names, and a method of that kind: what is granted to them is granted to all. */
export const ANY_HEADER = 'x-anything';
export const ANY_METHOD = 'ANYTHING';

/** What is wrong with one of those headers. */
export interface PermissiveGrant {
  readonly header: GrantingHeader;
  readonly value: string;
  /**
   * - `literal wildcard`: with credentials browsers take `*` for a name (Fetch standard, "CORS-preflight fetch", 7.5–7.9, and
   *   "CORS-exposed header-name list").
   * - `echo`: whatever a preflight asks for is granted, with credentials.
   * - `exposed credentials`: pages may read a header that holds a token.
   * - `exposed cookies`: pages are promised a header that browsers give to none of them (Fetch standard, "forbidden
   *   response-header name").
   * - `private network`: pages of the internet reach a server that only a private network reaches.
   */
  readonly fault: 'literal wildcard' | 'echo' | 'exposed credentials' | 'exposed cookies' | 'private network';
}

/** What is wrong with the grants of an answer to a preflight, or to an actual request. */
export function permissiveGrants(
  grants: Grants,
  kind: 'preflight' | 'actual',
  withCredentials: boolean,
): PermissiveGrant[] {
  return GRANTING_HEADERS.flatMap((header): PermissiveGrant[] => {
    const value = grants[header];
    const isExposing = header === 'access-control-expose-headers';
    // What an actual answer allows, nobody looks at, and neither at what a preflight exposes.
    if (value === undefined || isExposing !== (kind === 'actual')) return [];
    const names = value.split(',').map((name) => name.trim().toLowerCase());
    const faults: readonly [boolean, PermissiveGrant['fault']][] = [
      [header === 'access-control-allow-private-network' && value === 'true', 'private network'],
      [isExposing && names.includes('authorization'), 'exposed credentials'],
      [isExposing && names.includes('set-cookie'), 'exposed cookies'],
      [withCredentials && names.some(isMadeUp), 'echo'],
      [withCredentials && names.includes('*'), 'literal wildcard'],
    ];
    return faults.flatMap(([isSo, fault]) => (isSo ? [{ header, value, fault }] : []));
  });
}

const isMadeUp = (name: string): boolean => name === ANY_HEADER || name === ANY_METHOD.toLowerCase();
