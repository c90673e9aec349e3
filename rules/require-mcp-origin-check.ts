import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'require-mcp-origin-check',
  meta: {
    type: 'problem',
    docs: {
      description:
        'require servers of the Model Context Protocol to look at the origin or the host of a request',
      recommended: false,
      cwe: ['CWE-346'],
    },
    schema: [],
    messages: {
      openTools:
        "Any website can call the tools of this server once a name of its own points here (DNS rebinding), where no preflight stops it: a request with the Origin '{{origin}}' is handed to the transport. {{advice}}",
    },
  },
  create: (context) =>
    reportFindings(context, (finding) => (finding.kind === 'open tools' ? 'openTools' : undefined), 'tools'),
});
