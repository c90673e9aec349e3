import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'prefer-env-origins',
  meta: {
    type: 'problem',
    docs: {
      description: 'require origins to come from the environment in place of the source',
      recommended: false,
      cwe: ['CWE-547'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      hardCoded:
        'These origins are admitted wherever this runs, because the source names them: {{origins}}. {{advice}}',
      applyRemedy: 'Read the list in place of spelling it out.',
    },
  },
  create: (context) =>
    reportFindings(
      context,
      (finding) => (finding.kind === 'hard-coded origins' ? 'hardCoded' : undefined),
      'literals',
    ),
});
