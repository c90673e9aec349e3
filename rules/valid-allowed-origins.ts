import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'valid-allowed-origins',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow entries of an allow-list that no origin can be equal to',
      recommended: true,
      cwe: ['CWE-1173'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      deadEntry: 'This entry admits nobody: {{why}}. {{advice}}',
      applyRemedy: 'Write the entry as browsers send it.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'dead entry' ? 'deadEntry' : undefined)),
});
