import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-unknown-options',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow CORS options the library ignores, so that its open default applies',
      recommended: true,
      cwe: ['CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      ignoredOption:
        'The {{library}} package ignores {{subject}}, so its default lets any website {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Give the library an option it knows.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'ignored option' ? 'ignoredOption' : undefined)),
});
