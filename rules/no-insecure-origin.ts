import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-insecure-origin',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow admitting origins over plain http',
      recommended: false,
      cwe: ['CWE-319', 'CWE-942'],
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      insecureOrigin: '{{who}} can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit it over https: alone.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'insecure origin' ? 'insecureOrigin' : undefined)),
});
