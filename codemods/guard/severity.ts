/** How bad the worst is that a rule reports, for those who sort alerts by a number. */
export interface Severity {
  /** Base metrics of CVSS 3.1; null where no stranger gains anything. */
  readonly vector: string | null;
  /** The base score of the vector (https://www.first.org/cvss/v3.1/specification-document, 7.1). */
  readonly score: number | null;
  readonly reason: string;
}

const ANYBODY_AS_VISITOR = {
  vector: 'AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:L/A:N',
  score: 7.1,
} as const;
const ONLY_AT_TIMES = { vector: 'AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:L/A:N', score: 5.9 } as const;
const ANYBODY_WITHOUT_COOKIES = { vector: 'AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:N/A:N', score: 4.3 } as const;
const NOTHING_GAINED = { vector: null, score: null } as const;

/**
 * By the name of the rule. A visitor has to open the attacker's page (UI:R), and what the page reaches is what the server
 * lets that visitor reach (S:U). A rule reports sites with and without credentials, and the number is of the worst.
 */
export const SEVERITY: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  [
    'no-reflected-origin',
    {
      ...ANYBODY_AS_VISITOR,
      reason: 'any page reads and sends as the signed-in visitor where credentials are allowed',
    },
  ],
  [
    'valid-origin-callback',
    {
      ...ANYBODY_AS_VISITOR,
      reason: 'the check admits any page, with credentials where they are allowed',
    },
  ],
  [
    'no-weak-origin-match',
    {
      ...ANYBODY_AS_VISITOR,
      reason: 'as an echo to anybody, for whoever registers a name that looks alike',
    },
  ],
  [
    'no-null-origin',
    { ...ANYBODY_AS_VISITOR, reason: 'as an echo to anybody, from a sandboxed frame of any page' },
  ],
  [
    'require-websocket-origin-check',
    { ...ANYBODY_AS_VISITOR, reason: 'any page opens a connection that carries the cookies of the visitor' },
  ],
  [
    'require-mcp-origin-check',
    {
      vector: 'AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N',
      score: 8.1,
      reason: 'any page calls the tools, which may read and change whatever the server is there for',
    },
  ],
  [
    'no-permissive-fallback',
    { ...ONLY_AT_TIMES, reason: 'as an echo to anybody, but only while a variable is missing' },
  ],
  [
    'no-subdomain-wildcard',
    { ...ONLY_AT_TIMES, reason: 'as an echo to anybody, for whoever takes a sub-domain over' },
  ],
  [
    'no-insecure-origin',
    {
      vector: 'AV:A/AC:H/PR:N/UI:R/S:U/C:H/I:L/A:N',
      score: 5.4,
      reason: 'for whoever answers in place of the page on the way to its visitor',
    },
  ],
  [
    'no-unknown-options',
    {
      vector: 'AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:L/A:N',
      score: 5.4,
      reason: 'the default of the library applies: `*` in most of them, an echo in some',
    },
  ],
  [
    'no-wildcard-origin',
    {
      ...ANYBODY_WITHOUT_COOKIES,
      reason: 'any page reads what the server answers without cookies, on an intranet too',
    },
  ],
  [
    'no-credentialed-wildcard',
    {
      ...ANYBODY_WITHOUT_COOKIES,
      reason: 'browsers refuse the answers with cookies; those without are read by any page',
    },
  ],
  [
    'no-permissive-headers',
    {
      vector: 'AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N',
      score: 3.1,
      reason: 'an admitted page has to run a foreign script first',
    },
  ],
  [
    'require-vary-origin',
    {
      vector: 'AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:L',
      score: 3.1,
      reason: 'a cache may keep the answers from pages that are admitted',
    },
  ],
  ['valid-allowed-origins', { ...NOTHING_GAINED, reason: 'a page that is meant to be admitted is not' }],
  [
    'no-credential-dependent-policy',
    { ...NOTHING_GAINED, reason: 'a page that is meant to be admitted is not' },
  ],
  [
    'consistent-preflight',
    { ...NOTHING_GAINED, reason: 'a page that is admitted cannot send, or cannot read' },
  ],
  ['cors-before-auth', { ...NOTHING_GAINED, reason: 'a page that is admitted cannot send' }],
  [
    'single-owner',
    { ...NOTHING_GAINED, reason: 'two places say who is admitted, and browsers follow neither' },
  ],
  ['prefer-env-origins', { ...NOTHING_GAINED, reason: 'the origins are the right ones, in the wrong place' }],
]);
