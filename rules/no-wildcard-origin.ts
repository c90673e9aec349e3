import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-wildcard-origin',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow answering every origin with the wildcard',
      recommended: true,
      cwe: ['CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      wildcard: 'Any website can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit only listed origins.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'wildcard' ? 'wildcard' : undefined)),
});
