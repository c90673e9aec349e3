import type { CorsRule } from './eslint.js';
import type { LintPlugin } from './linter.js';

/** What a rule says about itself. */
export interface RuleFacts {
  /** As messages name it: `cors/…`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** As in `CWE-942`. */
  readonly cwe: readonly string[];
}

/** The rules of a plugin, sorted by name. */
export const rulesOf = (plugin: LintPlugin): RuleFacts[] =>
  Object.entries(plugin.rules)
    .map(([name, rule]) => {
      // Made by `createRule`; a plugin is typed as others see it.
      const { description, cwe } = (rule as CorsRule).meta.docs;
      return { id: `cors/${name}`, name, description, cwe };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
