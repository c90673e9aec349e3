import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { LintPlugin } from '../../src/hosts/linter.js';

type Rule = TSESLint.RuleModule<'found' | 'suggested'>;

/** A rule about one string: it reports every literal that spells `text`. */
function aboutLiteral(
  text: string,
  answer: (
    literal: TSESTree.Node,
    context: TSESLint.RuleContext<'found' | 'suggested', []>,
  ) => Partial<TSESLint.ReportDescriptor<'found' | 'suggested'>>,
): Rule {
  return {
    meta: {
      type: 'problem',
      fixable: 'code',
      hasSuggestions: true,
      schema: [],
      messages: { found: `The literal ${text} was found.`, suggested: 'Write another one.' },
    },
    defaultOptions: [],
    create: (context) => ({
      Literal(node) {
        if (node.value !== text) return;
        context.report({ node, messageId: 'found', ...answer(node, context) });
      },
    }),
  };
}

function envVarOf(context: TSESLint.RuleContext<'found' | 'suggested', []>): string {
  const settings = context.settings['cors'];
  const envVar =
    typeof settings === 'object' && settings !== null && 'envVar' in settings ? settings.envVar : 'ORIGINS';
  if (typeof envVar !== 'string') throw new Error('settings.cors.envVar must be a string.');
  return envVar;
}

/** Rules that do in miniature what the plugin's rules do, so that hosts are tested apart from the engine. */
export const samplePlugin: LintPlugin = {
  rules: {
    /** Fixed in one pass. */
    'no-star': aboutLiteral('*', (node, context) => ({
      fix: (fixer) => fixer.replaceText(node, `process.env.${envVarOf(context)}`),
    })),
    /** Fixed in two passes. */
    'no-double-star': aboutLiteral('**', (node) => ({ fix: (fixer) => fixer.replaceText(node, "'*'") })),
    /** Left for a person. */
    'no-plus': aboutLiteral('+', (node) => ({
      suggest: [{ messageId: 'suggested', fix: (fixer) => fixer.replaceText(node, "'-'") }],
    })),
    /** Its fix is broken. */
    'no-brace': aboutLiteral('{', (node) => ({ fix: (fixer) => fixer.replaceText(node, '{') })),
    /** It fails. */
    'no-bomb': aboutLiteral('bomb', () => {
      throw new TypeError('boom');
    }),
    'no-tilde': aboutLiteral('~', () => ({})),
    /** Its fix tells the working directory. */
    'no-dot': aboutLiteral('.', (node, context) => ({
      fix: (fixer) => fixer.replaceText(node, JSON.stringify(context.cwd)),
    })),
  },
  configs: {
    recommended: {
      rules: {
        'cors/no-star': 'error',
        'cors/no-double-star': 'error',
        'cors/no-plus': 'error',
        'cors/no-brace': 'error',
        'cors/no-bomb': 'error',
        'cors/no-dot': 'error',
      },
    },
    strict: [{ rules: { 'cors/no-star': 'error' } }, { rules: { 'cors/no-tilde': 'error' } }],
  },
};
