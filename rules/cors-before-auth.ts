import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'cors-before-auth',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that preflights are answered before anything asks who is signed in',
      recommended: false,
      cwe: ['CWE-696'],
    },
    schema: [],
    messages: {
      notReached:
        'No preflight comes as far as this: line {{line}} refuses requests without a cookie or a token, and a preflight has neither, so {{page}} is refused although it is admitted here. {{advice}}',
    },
  },
  create: (context) => reportFindings(context, ({ composed }) => composed?.effect, 'order'),
});
