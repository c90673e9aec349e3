import type { RemedyKind } from '../../tests/harness/support-evidence.js';

/** A test that was run to its end. */
export interface Executed {
  /** The test file, below tests/. */
  readonly file: string;
  /** The outermost suite. */
  readonly suite: string;
  readonly name: string;
  readonly isPassed: boolean;
  /** The packages it ran, with their versions. */
  readonly packages: readonly string[];
  /** What the findings of its program got. */
  readonly remedies: readonly RemedyKind[];
}

const CODE: Readonly<Record<string, string>> = {
  'adonis-cors': '[`@adonisjs/cors`](adonis-cors.md)',
  'apollo-standalone': '[`@apollo/server`](apollo-server.md), standalone',
  'aws-cdk': '[`aws-cdk-lib`](aws-cdk.md), its templates',
  'cors-express4': '[`cors`](cors.md) on Express 4',
  'cors-express5': '[`cors`](cors.md) on Express 5',
  'cors-mcp': '[`cors`](model-context-protocol.md) in front of MCP servers',
  'cors-next': '[`nextjs-cors`](cors.md)',
  'cors-node-http': '[`cors`](cors.md) on `node:http`',
  'cors-trpc': '[`cors`](cors.md) in front of tRPC',
  'elysia-cors': '[`@elysiajs/cors`](elysia-cors.md)',
  'fastify-cors': '[`@fastify/cors`](fastify-cors.md)',
  hapi: '[`@hapi/hapi`](hapi.md)',
  'headers-azure': '[headers by hand](header-writes.md), Azure Functions',
  'h3-cors': '[`h3`](h3.md)',
  'headers-express': '[headers by hand](header-writes.md), Express',
  'headers-fastify': '[headers by hand](header-writes.md), Fastify',
  'headers-fetch': '[headers by hand](header-writes.md), `Response`',
  'headers-h3': '[headers by hand](header-writes.md), h3',
  'headers-hono': '[headers by hand](header-writes.md), Hono',
  'headers-koa': '[headers by hand](header-writes.md), Koa',
  'headers-lambda': '[headers by hand](header-writes.md), Lambda',
  'headers-next-config': '[headers by hand](header-writes.md), `next.config`',
  'headers-node-http': '[headers by hand](header-writes.md), `node:http`',
  'headers-react-router': '[headers by hand](header-writes.md), React Router',
  'hono-cors': '[`hono/cors`](hono-cors.md)',
  'itty-cors': '[`itty-router`](itty-router.md)',
  'itty-create-cors': '[`itty-router`](itty-router.md) 4, `createCors`',
  'koa-cors': '[`@koa/cors`](koa-cors.md)',
  'micro-cors': '[`micro-cors`](micro-cors.md)',
  'middy-http-cors': '[`@middy/http-cors`](middy-http-cors.md)',
  'nest-express': '[NestJS](nest.md) on Express',
  'nest-fastify': '[NestJS](nest.md) on Fastify',
  'nest-gateway': '[NestJS](nest.md), `@WebSocketGateway`',
  'nest-header': '[NestJS](nest.md), `@Header`',
  'nest-middleware': '[NestJS](nest.md), middleware classes',
  'restify-cors': '[`restify-cors-middleware2`](restify-cors.md)',
  'tinyhttp-cors': '[`@tinyhttp/cors`](tinyhttp-cors.md)',
  'socket-io': '[`socket.io`](socket-io.md)',
  'strapi-cors':
    '[`strapi::cors`](strapi.md), the middleware over `@koa/cors`; its own file by `npm run oracle:strapi`',
  'vite-cors': '[`vite`](vite.md)',
  'webpack-dev-server': '[`webpack-dev-server`](webpack-dev-server.md)',
};

/** The folder of programs that are about no middleware at all. */
const QUIET = 'quiet';

/** What a column says of the programs in a folder of tests/fixtures/programs, and the tests that say so. */
const COLUMNS: readonly {
  readonly title: string;
  readonly file: string;
  readonly suite: RegExp;
  /** Where it is about the programs alone whose findings got this. */
  readonly remedy?: RemedyKind;
}[] = [
  { title: 'found', file: 'programs/verdict.test.ts', suite: /^ESLint reports/ },
  { title: 'seen open', file: 'programs/observed.test.ts', suite: /^a booted program/ },
  { title: 'modelled', file: 'programs/observed.test.ts', suite: /^the model answers/ },
  { title: 'fix', file: 'programs/repaired-answers.test.ts', suite: /^a fixed program/ },
  {
    title: 'suggestion',
    file: 'programs/verdict.test.ts',
    suite: /^ESLint reports/,
    remedy: 'suggestion',
  },
  { title: 'needs you', file: 'programs/verdict.test.ts', suite: /^ESLint reports/, remedy: 'needs you' },
];

/** The files that have to have run for the page to be written. */
export const SOURCES: readonly string[] = [...new Set(COLUMNS.map(({ file }) => file))];

/** The page docs/middleware/README.md: a tick stands where tests were run for it, and all of them passed. */
export function supportPage(executed: readonly Executed[]): string {
  const programs = executed.flatMap((test) => {
    const [, folder] = /^'?([a-z0-9-]+)\/.*$/.exec(test.name) ?? [];
    const isOfColumn = COLUMNS.some(({ file, suite }) => file === test.file && suite.test(test.suite));
    const isUnsafe = isOfColumn && !/\.safe[./]/.test(test.name);
    return folder !== undefined && isUnsafe ? [{ ...test, folder }] : [];
  });
  const folders = [...new Set(programs.map(({ folder }) => folder))]
    .filter((folder) => folder !== QUIET)
    .sort();
  const rows = folders.map((folder) => [
    CODE[folder] ?? folder,
    ...COLUMNS.map(({ file, suite, remedy }) =>
      tick(
        programs.filter(
          (test) =>
            test.folder === folder &&
            test.file === file &&
            suite.test(test.suite) &&
            (remedy === undefined || test.remedies.includes(remedy)),
        ),
      ),
    ),
    versionsIn(programs.filter((test) => test.folder === folder)),
  ]);

  const held = executed.filter(
    ({ file, suite }) => file.startsWith('oracle/') && suite !== 'the environment',
  );
  const suites = new Map<string, Executed[]>();
  for (const test of held) {
    const key = `${test.file} ${test.suite}`;
    suites.set(key, [...(suites.get(key) ?? []), test]);
  }
  const compared = [...suites.values()].flatMap((tests) => {
    const [first] = tests;
    if (!first || first.suite === '') return [];
    const oracle = first.file.replace(/^oracle\/|\.test\.ts$/g, '');
    return [[oracle, first.suite.replaceAll("'", '').replace(/:$/, ''), tick(tests), versionsIn(tests)]];
  });

  return `# What is supported

Written by \`npm run docs:support\` from the tests that ran: a tick says that tests exist for it, and that all of them passed. The other pages here say what each library answers and how its sites are rewritten.

${tableOf(['code', ...COLUMNS.map(({ title }) => title), 'run with'], rows)}

- **found**: ESLint reports the programs as they say they should be reported.
- **seen open**: booted, the programs let the attacker in.
- **modelled**: the model gives the answers of the booted program.
- **fix**: booted after \`eslint --fix\`, with the variable unset, empty, \`*\`, one origin and two, the programs let in who is listed and nobody else.
- **suggestion**: some of the reports come with an edit that ESLint offers and does not make by itself.
- **needs you**: some of the reports say what to do, and nothing is edited.
- **run with**: what the programs load by themselves, in the versions that were run.

${tableOf(
  ['held against the real library', 'with', 'equal', 'run with'],
  compared.sort((a, b) => (a.join() < b.join() ? -1 : 1)),
)}
`;
}

const tick = (tests: readonly Executed[]): string =>
  tests.length > 0 && tests.every(({ isPassed }) => isPassed) ? '✓' : '';

const versionsIn = (tests: readonly Executed[]): string =>
  [...new Set(tests.flatMap(({ packages }) => packages))].sort().join(', ');

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
