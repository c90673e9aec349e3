import { createRule, reportFindings } from '../src/hosts/eslint.js';

export default createRule({
  name: 'no-permissive-fallback',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow CORS policies that open to every origin when an environment variable is missing',
      recommended: true,
      cwe: ['CWE-942', 'CWE-1188'],
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          nodeEnv: {
            description:
              "What NODE_ENV and its like say where the server runs: 'production', or nothing at all ('unset').",
            enum: ['production', 'unset'],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ nodeEnv: 'production' }],
    messages: {
      openWhenUnset: 'When {{when}}, any website can {{can}}: {{proof}}. {{advice}}',
      applyRemedy: 'Refuse every origin unless the variable lists it.',
    },
  },
  create(context) {
    const [{ nodeEnv }] = context.options as [{ nodeEnv: 'production' | 'unset' }];
    return reportFindings(context, ({ kind }) => {
      if (kind === 'permissive fallback') return 'openWhenUnset';
      return kind === 'open without a deployment name' && nodeEnv === 'unset' ? 'openWhenUnset' : undefined;
    });
  },
});
