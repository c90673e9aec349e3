import type { Composed } from '../analysis/application-findings.js';
import type { Finding } from '../analysis/findings.js';
import type { PermissiveGrant } from '../policy/grants.js';
import type { EditsByFile, TextEdit } from '../source/edits.js';

/**
 * Text edits that make a site safe, or the reason why none is safe. Edits that need judgement are for a person to choose,
 * never to be applied unseen.
 */
export type Remedy =
  | {
      readonly edits: readonly TextEdit[];
      /** What is edited in other files than that of the finding, together with it. */
      readonly elsewhere?: EditsByFile;
      readonly advice: string;
      readonly needsJudgement?: boolean;
    }
  | { readonly reason: string; readonly advice: string };

/** What a person has to decide, and why no edit can. */
export const needsYou = (advice: string, reason: string): Remedy => ({
  reason,
  advice: `${advice}; this one needs you, because ${reason}.`,
});

/** What gets in each other's way is for a person to sort out. */
export function composedRemedy({ effect, method = '' }: Composed, repair: Finding['repair']): Remedy {
  switch (effect) {
    case 'replaced':
    case 'joined':
      return needsYou('Keep one of the two', 'which one is meant cannot be seen from here');
    case 'pathRefused':
      return repair
        ? { edits: repair, advice: `Write \`${repair[0]?.text ?? ''}\` instead.` }
        : needsYou('Give what the path takes a name', 'which paths are meant is not spelled out');
    case 'noPreflight':
      return needsYou(
        'Answer `OPTIONS` requests for the same path, or configure CORS for the whole application before its routes',
        `whether other websites are meant to send ${method} requests cannot be seen from here`,
      );
    case 'methodRefused':
      return needsYou(
        'Name it among the methods',
        `whether other websites are meant to send ${method} requests cannot be seen from here`,
      );
    case 'preflightRefused':
    case 'requestRefused':
      return needsYou('Let one configuration answer both', 'which one is meant cannot be seen from here');
    case 'notReached':
      return needsYou(
        'Configure CORS before anything that asks who is signed in',
        'what else depends on the order cannot be seen from here',
      );
  }
}

/** What pages may do besides is for a person to narrow. */
export const grantRemedy = ({ fault }: Pick<PermissiveGrant, 'fault'>): Remedy =>
  needsYou(...REMEDY_OF_GRANT[fault]);

const NEEDED = 'which ones they need cannot be seen from here';
const REMEDY_OF_GRANT: Readonly<Record<PermissiveGrant['fault'], readonly [string, string]>> = {
  'literal wildcard': ['Name what pages need in its place', NEEDED],
  echo: ['Name the headers and methods that pages need in its place', NEEDED],
  'exposed credentials': [
    'Hand tokens over in the body, or in a cookie that scripts cannot read, and take the name out',
    'pages may rely on it',
  ],
  'exposed cookies': ['Take the name out', 'what was meant cannot be seen from here'],
  'private network': [
    'Leave it out where no page of the internet has to reach this server',
    'whether one has to cannot be seen from here',
  ],
};
