import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'require-websocket-origin-check',
  meta: {
    type: 'problem',
    docs: {
      description:
        'require servers of WebSockets to look at the origin of a handshake, which CORS does not cover',
      recommended: false,
      cwe: ['CWE-1385'],
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      openHandshake:
        "Any website can open a WebSocket to this server, with the cookies that its visitor's browser sends: CORS does not cover handshakes, and one from a page on '{{origin}}' is accepted. {{advice}}",
      applyRemedy: 'Accept handshakes of listed origins alone, and of clients that send none.',
    },
  },
  create: (context) =>
    reportFindings(
      context,
      (finding) => (finding.kind === 'open handshake' ? 'openHandshake' : undefined),
      'handshakes',
    ),
});
