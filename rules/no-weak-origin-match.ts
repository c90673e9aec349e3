import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-weak-origin-match',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow origin checks that origins pass which only resemble the trusted ones',
      recommended: true,
      cwe: ['CWE-346', 'CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      weakMatch: '{{who}} can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit only listed origins.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'weak match' ? 'weakMatch' : undefined)),
});
