import { describe, expect, test } from 'vitest';
import { lint } from './lint.js';

const messages = (code: string, versions: Record<string, string>): string[] =>
  lint(code, { settings: { versions } }).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`);

describe('@koa/cors without options', () => {
  const code = "import cors from '@koa/cors';\napp.use(cors());\n";

  test('echoes the origin before version 5, and the message says so', () => {
    const [message = ''] = messages(code, { '@koa/cors': '4.0.0' });
    expect(message).toContain('cors/no-reflected-origin');
    expect(message).toContain(
      '@koa/cors 4.0.0 echoes the origin where none is configured (CVE-2023-49803), which @koa/cors 5.0.0 corrects.',
    );
  });

  test('sends the wildcard since version 5, and no version is to blame', () => {
    const [message = ''] = messages(code, { '@koa/cors': '5.0.0' });
    expect(message).toContain('cors/no-wildcard-origin');
    expect(message).not.toContain('5.0.0');
  });
});

describe('hono/cors with the wildcard and credentials', () => {
  const code = "import { cors } from 'hono/cors';\napp.use(cors({ origin: '*', credentials: true }));\n";

  test('echoes the origin before version 4.12.25, and the message says so', () => {
    const [message = ''] = messages(code, { hono: '4.12.24' });
    expect(message).toContain('cors/no-reflected-origin');
    expect(message).toContain(
      'hono 4.12.24 turns the wildcard into an echo where credentials are on, which hono 4.12.25 corrects.',
    );
  });

  test('is refused by browsers since then', () => {
    const [message = ''] = messages(code, { hono: '4.12.25' });
    expect(message).toContain('cors/no-credentialed-wildcard');
    expect(message).not.toContain('4.12.25');
  });
});

describe('a route of Fastify with options of its own', () => {
  const code = (route: string): string => `import Fastify from 'fastify';
import cors from '@fastify/cors';
const app = Fastify();
app.register(cors, { origin: ['https://app.example.com'], credentials: true });
app.get('/', { config: { cors: ${route} } }, async () => ({ data: true }));
`;

  test('that re-opens it is reported, with the credentials of the plugin', () => {
    const [message = '', ...more] = messages(code('{ origin: true }'), {});
    expect(more).toEqual([]);
    expect(message).toContain('cors/no-reflected-origin');
    expect(message).toContain("Access-Control-Allow-Credentials 'true'");
  });

  test.each([
    ["{ origin: ['https://b.example'] }", {}],
    ['{ maxAge: 600 }', {}],
    ['false', {}],
    ['{ origin: true }', { '@fastify/cors': '11.1.0' }],
  ])('that does not is silent: %s', (route, versions) => {
    expect(messages(code(route), versions)).toEqual([]);
  });
});
