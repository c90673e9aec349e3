import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { GRANTING_HEADERS } from '../../src/policy/grants.js';
import { boot } from '../harness/server.js';
import { modelAnswers } from '../harness/model.js';
import plugin from '../../src/index.js';
import { BESIDE_CORS } from '../programs/lint.js';
import { fix, lint, type Surroundings } from '../rules/lint.js';
import { codeBlocksIn, codeBlocksOf, pagesIn, readPage, type CodeBlock } from './code-blocks.js';
import { exchangeIn } from './exchange.js';

const RULE_PAGES = pagesIn('docs/rules');
const PAGES = [...pagesIn('docs'), 'README.md'].filter((page) => !page.startsWith('docs/examples/'));
const BLOCKS = PAGES.flatMap((page) => codeBlocksIn(page));

const nameOf = ({ page, line }: CodeBlock): string => `${page}:${String(line)}`;
const claiming = (claim: CodeBlock['claim']): [string, CodeBlock][] =>
  BLOCKS.filter((block) => block.claim === claim).map((block) => [nameOf(block), block]);

/** Rules about several sites in one application, which the model of a single one does not answer for. */
const OF_COMPOSED = ['consistent-preflight', 'cors-before-auth', 'single-owner'];

const ruleOfPage = (page: string): string | undefined => /^docs\/rules\/(.+)\.md$/.exec(page)?.[1];

/** The rule whose example a block is. */
function ruleOf(block: CodeBlock): string {
  const rule = block.attributes['rule'] ?? ruleOfPage(block.page);
  if (rule === undefined || !(rule in plugin.rules)) throw new Error(`${nameOf(block)}: which rule?`);
  return rule;
}

function surroundingsOf(block: CodeBlock): Surroundings {
  const file = block.attributes['file'] ?? `server.${block.language}`;
  const { options } = block.attributes;
  const isOfRule = 'rule' in block.attributes || ruleOfPage(block.page) !== undefined;
  if (options === undefined)
    return isOfRule ? { file, rules: { [`cors/${ruleOf(block)}`]: 'error' } } : { file };
  const given: unknown = JSON.parse(options);
  return { file, rules: { [`cors/${ruleOf(block)}`]: ['error', given] } };
}

describe('what the pages show is so', () => {
  test.each(claiming('incorrect'))('%s: reported by its rule, and by no other', (_name, block) => {
    const reported = lint(block.text, surroundingsOf(block)).map(({ ruleId }) => ruleId);
    expect(reported.length).toBeGreaterThan(0);
    expect([...new Set(reported)]).toEqual([`cors/${ruleOf(block)}`]);
  });

  test.each(claiming('correct'))('%s: reported by no rule', (_name, block) => {
    expect(lint(block.text, surroundingsOf(block))).toEqual([]);
  });

  test.each(claiming('fixed'))('%s: what the fix makes of the block before it', (name, block) => {
    const before = BLOCKS[BLOCKS.indexOf(block) - 1];
    expect.assert(
      before?.claim === 'incorrect' && before.page === block.page,
      `${name} follows no incorrect block`,
    );
    const fixed = fix(before.text, surroundingsOf(before));
    expect(fixed.output).toBe(block.text);
    expect(fixed.messages).toEqual([]);
  });

  test.each(claiming('configuration'))('%s: a configuration ESLint takes', async (_name, block) => {
    const wrapped = block.text.replace('export default ', 'export default (cors) => ');
    const loaded: unknown = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(wrapped)}`
    );
    const { default: configuration } = loaded as { default: (cors: typeof plugin) => Linter.Config[] };
    expect(() => lint('export {};\n', { config: configuration(plugin) })).not.toThrow();
  });
});

describe('the reader of the pages', () => {
  const text = '# A\n\n```js incorrect file=a/b.js\none();\n\ntwo();\n```\n\n  ```ts\n  three();\n  ```\n';

  test('finds what blocks claim, and blocks that claim nothing', () => {
    expect(codeBlocksOf('a.md', text)).toEqual([
      {
        page: 'a.md',
        line: 3,
        language: 'js',
        claim: 'incorrect',
        attributes: { file: 'a/b.js' },
        text: 'one();\n\ntwo();\n',
      },
      { page: 'a.md', line: 9, language: 'ts', claim: undefined, attributes: {}, text: '  three();\n' },
    ]);
  });

  test('finds examples on every page of a rule', () => {
    expect(RULE_PAGES.map((page) => ruleOfPage(page))).toEqual(Object.keys(plugin.rules).sort());
    expect(claiming('incorrect').length).toBeGreaterThan(RULE_PAGES.length);
    expect(claiming('correct').length).toBeGreaterThan(RULE_PAGES.length);
    expect(claiming('fixed').length).toBeGreaterThan(RULE_PAGES.length);
  });
});

describe.each(RULE_PAGES)('%s', (page) => {
  const blocks = codeBlocksIn(page);
  const incorrect = blocks.filter(({ claim }) => claim === 'incorrect');
  const headings = readPage(page).match(/^#+ .*$/gm) ?? [];

  test('claims something with every block of JavaScript and TypeScript', () => {
    const programs = blocks.filter(({ language }) => /^[cm]?[jt]sx?$/.test(language));
    expect(programs.filter(({ claim }) => claim === undefined).map((block) => nameOf(block))).toEqual([]);
  });

  test('says what every page says', () => {
    expect(headings).toEqual(
      expect.arrayContaining([
        '## What is wrong',
        '## The request and the answer',
        '## Examples',
        '### Incorrect',
        '### Correct',
        '## What the fix does',
        '## What it does not report',
        '## Settings',
        '## When to switch it off',
        '## References',
      ]),
    );
  });

  test('has examples of both kinds in JavaScript and TypeScript', () => {
    expect(new Set(incorrect.map(({ language }) => language))).toEqual(new Set(['js', 'ts']));
    expect(blocks.filter(({ claim }) => claim === 'correct').length).toBeGreaterThan(0);
  });

  // What is no business of CORS has no answer in its model: tests/oracle boots servers.
  const isAboutCors = !BESIDE_CORS.includes(ruleOfPage(page) ?? '');

  if (isAboutCors)
    test('has examples of every way to configure CORS that the rule applies to', () => {
      const texts = incorrect.map(({ text }) => text);
      // The libraries see to Vary themselves.
      const isAboutOptions = texts.some((text) => /['"]cors['"]/.test(text));
      expect(isAboutOptions).toBe(ruleOfPage(page) !== 'require-vary-origin');
      // Headers have no options that could be unknown.
      const isAboutHeaders = texts.some((text) => text.includes('Access-Control-Allow-Origin'));
      expect(isAboutHeaders).toBe(ruleOfPage(page) !== 'no-unknown-options');
    });

  const isComposed = OF_COMPOSED.includes(ruleOfPage(page) ?? '');

  if (isComposed)
    test('shows the exchange that the first example leads to, once it is booted', async () => {
      const [exchange, ...others] = blocks.filter(({ language }) => language === 'http');
      const [first] = incorrect;
      expect.assert(exchange && first && others.length === 0, 'one exchange and an example');
      const { method, requestHeaders, status, answerHeaders } = exchangeIn(exchange.text);
      const server = await boot({ text: `${first.text}\nmodule.exports = app;\n`, language: 'cjs' });
      expect.assert('ask' in server, 'the example fails at set-up');
      const asked = requestHeaders.get('access-control-request-method');
      const answer = await server.ask({
        origin: requestHeaders.get('origin'),
        path: '/data',
        ...(asked === undefined ? { method: method as 'GET' } : { preflightFor: asked }),
      });
      await server.close();
      expect(status).toBe(answer.status);
      expect(answerHeaders.get('access-control-allow-origin') ?? '').toBe(answer.allowOrigin.join(', '));
      expect(answerHeaders.has('vary')).toBe(answer.vary.includes('origin'));
    });

  if (isAboutCors && !isComposed)
    test('shows the exchange that the first example leads to', () => {
      const [exchange, ...others] = blocks.filter(({ language }) => language === 'http');
      const [first] = incorrect;
      expect.assert(exchange && first && others.length === 0, 'one exchange and an example');
      const { method, requestHeaders, status, answerHeaders } = exchangeIn(exchange.text);
      const asked = requestHeaders.get('access-control-request-method');
      const [answers] = modelAnswers({ text: first.text, language: first.language }, [
        {
          origin: requestHeaders.get('origin'),
          kind: asked === undefined ? 'actual' : 'preflight',
          method: asked ?? method,
        },
      ]);
      const allowOrigin = answerHeaders.get('access-control-allow-origin');
      const granted = GRANTING_HEADERS.filter((name) => answerHeaders.has(name));
      const grants = Object.fromEntries(granted.map((name) => [name, answerHeaders.get(name)]));
      expect(status).toBe(200);
      expect(answers).toEqual([
        {
          outcome: 'answered',
          allowOrigin: allowOrigin === undefined ? [] : [allowOrigin],
          allowCredentials: answerHeaders.get('access-control-allow-credentials'),
          vary: answerHeaders.has('vary') ? [answerHeaders.get('vary')?.toLowerCase()] : [],
          ...(granted.length > 0 && { grants }),
        },
      ]);
    });

  test('names the weaknesses its rule declares', () => {
    const rule = plugin.rules[ruleOfPage(page) ?? ''];
    const named = [...new Set(readPage(page).match(/CWE-\d+/g))].sort();
    expect(named).toEqual([...(rule?.meta.docs.cwe ?? [])].sort());
  });
});
