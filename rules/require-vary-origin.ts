import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'require-vary-origin',
  meta: {
    type: 'problem',
    docs: {
      description: 'require Vary: Origin where Access-Control-Allow-Origin depends on the request',
      recommended: false,
      cwe: ['CWE-524'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      missing:
        'A cache may give one page the answer that was meant for another: {{page}} is answered with an Access-Control-Allow-Origin of its own, and no Vary says that this depends on Origin. {{advice}}',
      missingForOthers:
        'A cache may give {{page}} an answer without Access-Control-Allow-Origin: a request without Origin is answered with neither that header nor Vary: Origin, and so the answer is kept for everybody. {{advice}}',
      applyRemedy: 'Add Origin to the Vary of every answer.',
    },
  },
  create: (context) =>
    reportFindings(
      context,
      ({ missingVary }) => (missingVary?.where === 'admitted' ? 'missing' : 'missingForOthers'),
      'caching',
    ),
});
