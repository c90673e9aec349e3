import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'valid-origin-callback',
  meta: {
    type: 'problem',
    docs: {
      description:
        'disallow origin checks that admit everyone or answer nobody because of one wrong expression',
      recommended: true,
      cwe: ['CWE-346', 'CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      defeated: 'This check does not hold: any website can {{can}}: {{proof}}. {{advice}}',
      inverted:
        'This check is inverted: it refuses the origins it lists, and any other website can {{can}}: {{proof}}. {{advice}}',
      unansweredForOthers:
        'This callback calls back only for the origins it lists, so every other request waits until it times out. {{advice}}',
      unanswered: 'This callback never calls back, so every request waits until it times out. {{advice}}',
      applyRemedy: 'Correct the expression, so that only listed origins pass.',
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => {
      if (finding.kind === 'unanswered callback')
        return finding.refusesListed ? 'unanswered' : 'unansweredForOthers';
      if (finding.kind !== 'defeated allow-list') return undefined;
      return finding.refusesListed ? 'inverted' : 'defeated';
    }),
});
