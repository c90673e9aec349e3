import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-permissive-fallback',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow CORS policies that open to every origin when an environment variable is missing',
      recommended: true,
      cwe: ['CWE-942', 'CWE-1188'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      openWhenUnset: 'When {{when}}, any website can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Refuse every origin unless the variable lists it.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) =>
      finding.kind === 'permissive fallback' ? 'openWhenUnset' : undefined,
    ),
});
