import { createRule, reportFindings } from '../src/hosts/eslint.js';

const MESSAGES = {
  'literal wildcard': 'literalWildcard',
  echo: 'echo',
  'exposed credentials': 'exposedCredentials',
  'exposed cookies': 'exposedCookies',
  'private network': 'privateNetwork',
} as const;

export default createRule({
  name: 'no-permissive-headers',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow letting admitted pages send or read more than they need',
      recommended: false,
      cwe: ['CWE-183', 'CWE-942'],
    },
    schema: [],
    messages: {
      literalWildcard:
        "With credentials browsers take the wildcard in {{header}} '{{value}}' for a name, so that {{page}} may use no more than what is called so. {{advice}}",
      echo: "With the cookies of its visitor {{page}} can send whatever it likes: it gets {{header}} '{{value}}' because its preflight asks for that. {{advice}}",
      exposedCredentials:
        "Scripts of {{page}} can read the token in the header Authorization: the answer has {{header}} '{{value}}'. {{advice}}",
      exposedCookies:
        "Browsers keep the header Set-Cookie to themselves: {{header}} '{{value}}' promises it to {{page}} for nothing. {{advice}}",
      privateNetwork:
        "From the internet {{page}} can reach this server inside the private network of its visitor: its preflight is answered with {{header}} '{{value}}'. {{advice}}",
    },
  },
  create: (context) => reportFindings(context, ({ grant }) => grant && MESSAGES[grant.fault], 'grants'),
});
