import type { Finding } from '../src/analysis/findings.js';
import type { LintRequest } from '../src/hosts/linter.js';

/** The names of the codemods, each with what it does, in the order in which they are listed. */
export const CODEMODS = {
  'env-origins':
    'an allow-list from the environment, in the options of a CORS library that admit any website',
  'fix-origin-callback': 'the one expression corrected that makes a check of origins wrong, or an entry dead',
  'headers-to-allow-list':
    'headers written by hand only for the origins of an allow-list, and always with Vary: Origin',
  'extract-origins': 'origins that the source spells out, moved to the environment',
  'single-owner': 'one of two places that write the CORS headers of the same answers, taken out',
} as const satisfies Readonly<Record<string, string>>;

export type CodemodName = keyof typeof CODEMODS;

export const isCodemodName = (name: string): name is CodemodName => Object.hasOwn(CODEMODS, name);

/** Rules that a codemod needs although the preset `recommended` leaves them out. */
const RULE_OF: Partial<Readonly<Record<CodemodName, string>>> = {
  'extract-origins': 'prefer-env-origins',
  'single-owner': 'single-owner',
};

/** What may write the CORS headers of an application: itself, or what stands in front of it. */
export const OWNERS = ['app', 'proxy', 'gateway', 'cdn'] as const;
export type Owner = (typeof OWNERS)[number];

/** A lint run that is about the findings of some codemods, and about no others. */
export const limitedTo = (
  names: readonly CodemodName[],
  owner: Owner = 'app',
): Pick<LintRequest, 'rules' | 'session'> => ({
  rules: Object.fromEntries(
    names.flatMap((name) => {
      const rule = RULE_OF[name];
      if (rule === undefined) return [];
      return [[`cors/${rule}`, name === 'single-owner' ? ['error', { owner }] : 'error']];
    }),
  ),
  session: {
    // To name it is to say who owns the headers, which is all that its remedies leave to a person.
    ...(names.includes('single-owner') && {
      isJudged: (finding) => codemodFor(finding) === 'single-owner',
    }),
    isAbout: (finding) => {
      const owner = codemodFor(finding);
      return owner !== undefined && names.includes(owner);
    },
  },
});

/** The codemod that a finding belongs to, whether it can be fixed or not; undefined where no codemod could ever help. */
export function codemodFor({ kind, repair, site }: Finding): CodemodName | undefined {
  switch (kind) {
    case 'defeated allow-list':
    case 'unanswered callback':
    case 'dead entry':
    case 'other preflight':
      return 'fix-origin-callback';
    case 'does not vary':
      return 'headers-to-allow-list';
    case 'hard-coded origins':
      return 'extract-origins';
    case 'second owner':
    case 'another owner':
      return 'single-owner';
    case 'open handshake':
    case 'open tools':
      return 'env-origins';
    case 'permissive fallback':
    case 'open without a deployment name':
    case 'ignored option':
    case 'credentialed wildcard':
    case 'wildcard':
    case 'reflected':
    case 'weak match':
    case 'null origin':
    case 'sub-domains':
    case 'insecure origin':
      if (repair) return 'fix-origin-callback';
      return site.middleware.name === 'header writes' ? 'headers-to-allow-list' : 'env-origins';
    case 'broad grant':
    case 'depends on credentials':
    case 'credentials first':
      return undefined;
  }
}
