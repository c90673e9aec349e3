import type { Rule } from 'eslint';
import type { Concern } from '../analysis/analyze.js';
import type { Finding } from '../analysis/findings.js';
import { mentionsCors, mentionsToolServers, mentionsWebSockets } from '../analysis/gate.js';
import { resolveSettings } from '../remedies/settings.js';
import { report } from './report.js';

/** What our rules say about themselves beyond what ESLint asks for. */
interface RuleDocs {
  readonly description: string;
  /** Whether the rule is in the preset `recommended`; all rules are in `strict`. */
  readonly recommended: boolean;
  /** The weaknesses of the Common Weakness Enumeration a finding is an instance of. */
  readonly cwe: readonly string[];
}

export interface CorsRule extends Rule.RuleModule {
  readonly name: string;
  readonly meta: Rule.RuleMetaData & { readonly docs: RuleDocs };
}

/** Identity, for the type. `meta` stays a literal in the rule's file, so that tools which read rules see it. */
export const createRule = (rule: CorsRule): CorsRule => rule;

/** Whether a file can hold a site, asked once for all rules. */
const gates = new WeakMap<Rule.RuleContext['sourceCode'], boolean>();

function passesGate({ sourceCode, physicalFilename }: Rule.RuleContext, concern: Concern): boolean {
  if (concern === 'handshakes') return mentionsWebSockets(sourceCode.text);
  if (concern === 'tools') return mentionsToolServers(sourceCode.text);
  const passes = gates.get(sourceCode) ?? mentionsCors(sourceCode.text, physicalFilename);
  gates.set(sourceCode, passes);
  return passes;
}

/**
 * The listeners of a rule that reports findings: `choose` names the message of a finding that is the rule's, or
 * gives undefined. Messages may use `{{proof}}`, `{{who}}`, `{{can}}`, `{{when}}`, `{{why}}`, `{{origin}}`, `{{origins}}`, `{{page}}`,
 * `{{header}}`, `{{value}}`, `{{subject}}`, `{{method}}`, `{{line}}` and `{{advice}}`. A file without trigger words gets no listener at all. Throws `SettingsError` for a mistake in `settings.cors`.
 */
export function reportFindings(
  context: Rule.RuleContext,
  choose: (finding: Finding) => string | undefined,
  concern: Concern = 'policies',
): Rule.RuleListener {
  const settings = resolveSettings(context.settings['cors']);
  if (!passesGate(context, concern)) return {};
  return {
    Program: () => {
      report(context, settings, choose, concern);
    },
  };
}
