import { createRule, reportFindings } from '../src/hosts/eslint.js';

type Owner = 'app' | 'proxy' | 'gateway' | 'cdn';

export default createRule({
  name: 'single-owner',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that one place, and no other, writes the CORS headers of an answer',
      recommended: false,
      cwe: ['CWE-942'],
    },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          owner: {
            description:
              "What writes the CORS headers: the application ('app'), or what stands in front of it ('proxy', 'gateway', 'cdn').",
            enum: ['app', 'proxy', 'gateway', 'cdn'],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ owner: 'app' }],
    messages: {
      replaced:
        'Two places say which pages may read the same responses, and the later one wins: what line {{line}} answers {{page}} with is replaced here. {{advice}}',
      joined:
        'No page can read these responses: line {{line}} has answered {{page}} already, and the value that is added here makes two of Access-Control-Allow-Origin, which browsers refuse. {{advice}}',
      proxy:
        'The proxy in front of this application writes its CORS headers: what is written here as well makes two of Access-Control-Allow-Origin, which browsers refuse, or says something else. {{advice}}',
      gateway:
        'The gateway in front of this application writes its CORS headers: what is written here as well makes two of Access-Control-Allow-Origin, which browsers refuse, or is thrown away. {{advice}}',
      applyRemedy: 'Take it out of the program.',
      cdn: 'The content delivery network in front of this application writes its CORS headers: what is written here as well makes two of Access-Control-Allow-Origin, which browsers refuse, or is thrown away. {{advice}}',
    },
  },
  create(context) {
    const [{ owner }] = context.options as [{ owner: Owner }];
    if (owner !== 'app') return reportFindings(context, () => owner, 'sites');
    return reportFindings(context, ({ composed }) => composed?.effect, 'owners');
  },
});
