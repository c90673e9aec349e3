import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-credential-dependent-policy',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow CORS decisions that need credentials, which no preflight carries',
      recommended: true,
      cwe: ['CWE-807'],
    },
    schema: [],
    messages: {
      credentialDependent:
        "This decision needs what no preflight carries, a cookie, a token or a signed-in user: the preflight of a page on '{{origin}}' is refused, and so is every request behind it. {{advice}}",
    },
  },
  create: (context) =>
    reportFindings(context, (finding) =>
      finding.kind === 'depends on credentials' ? 'credentialDependent' : undefined,
    ),
});
