import type { Rule } from 'eslint';
import type { Plugin } from '../programs/lint.js';

/** The plugin with one rule in the place of another. Throws if there is no such rule: a fault has to be planted somewhere. */
export function withRule(plugin: Plugin, name: string, put: Rule.RuleModule): Plugin {
  ruleOf(plugin, name);
  return { rules: { ...plugin.rules, [name]: put } };
}

export function ruleOf({ rules }: Plugin, name: string): Rule.RuleModule {
  const rule = rules?.[name];
  if (!rule) throw new Error(`There is no rule ${name}.`);
  return rule;
}

/** A text with `wanted` replaced. Throws if it is not there: a fault has to be planted somewhere. */
export function replaced(text: string, wanted: string, put: string): string {
  if (!text.includes(wanted)) throw new Error(`'${wanted}' is not in\n${text}`);
  return text.replaceAll(wanted, put);
}
