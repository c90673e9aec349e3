import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-subdomain-wildcard',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow admitting every sub-domain of a domain',
      recommended: false,
      cwe: ['CWE-942'],
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      subdomainWildcard: '{{who}} can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Admit only listed origins.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'sub-domains' ? 'subdomainWildcard' : undefined)),
});
