import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-credentialed-wildcard',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow the wildcard origin together with credentials, which browsers refuse',
      recommended: true,
      cwe: ['CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      credentialedWildcard: 'Any website can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit only listed origins.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) =>
      finding.kind === 'credentialed wildcard' ? 'credentialedWildcard' : undefined,
    ),
});
