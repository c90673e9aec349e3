import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-reflected-origin',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow answering every origin by echoing it',
      recommended: true,
      cwe: ['CWE-942', 'CWE-346'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      reflected: 'Any website can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit only listed origins.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'reflected' ? 'reflected' : undefined)),
});
