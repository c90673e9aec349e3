import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'consistent-preflight',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that a preflight is answered as the request is that follows it',
      recommended: false,
      cwe: ['CWE-942'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      noPreflight:
        'Nothing answers the preflight that browsers send before a {{method}} request: {{page}} is admitted here, and yet can send none. {{advice}}',
      preflightRefused:
        'The preflights of {{method}} requests are answered by line {{line}}, which refuses {{page}}: it is admitted here, and yet cannot send what takes a preflight. {{advice}}',
      requestRefused:
        'The preflights of {{method}} requests are answered here, and let {{page}} send them: something else answers the requests, and refuses that page. {{advice}}',
      methodRefused:
        'The preflights of {{method}} requests are answered here with methods among which it is not: {{page}} is admitted by both answers, and yet can send none. {{advice}}',
      pathRefused:
        'This server does not start, and so answers no preflight: since version 5 Express takes no * in a path without a name for what it stands for. {{advice}}',
      applyRemedy: 'Give what the path takes a name.',
    },
  },
  create: (context) => reportFindings(context, ({ composed }) => composed?.effect, 'preflights'),
});
