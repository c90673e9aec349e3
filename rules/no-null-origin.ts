import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-null-origin',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow admitting the origin null, which any website can send from a sandboxed frame',
      recommended: true,
      cwe: ['CWE-346', 'CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      nullOrigin: '{{who}} can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Refuse the origin null.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'null origin' ? 'nullOrigin' : undefined)),
});
