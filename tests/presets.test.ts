import { ESLint, type Linter } from 'eslint';
import * as typescriptParser from '@typescript-eslint/parser';
import { describe, expect, test } from 'vitest';
import plugin from '../src/index.js';

const PRESETS = ['recommended', 'strict'] as const;

const rulesOf = (preset: (typeof PRESETS)[number]): [string, unknown][] =>
  Object.entries(plugin.configs[preset].rules ?? {});

const VULNERABLE = "const cors = require('cors');\nserver.use(cors());\n";

async function reportedIn(
  filePath: string,
  text: string,
  configs: Linter.Config[],
): Promise<(string | null)[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: configs,
    cwd: import.meta.dirname,
    ignore: false,
  });
  const [result] = await eslint.lintText(text, { filePath });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

describe('the presets agree with what the rules say about themselves', () => {
  test('recommended holds the rules whose meta.docs say so, as errors', () => {
    const recommended = Object.entries(plugin.rules).filter(([, { meta }]) => meta.docs.recommended);
    expect(new Map(rulesOf('recommended'))).toEqual(
      new Map(recommended.map(([name]) => [`cors/${name}`, 'error'])),
    );
  });

  test('strict holds every rule as an error, and the strictest options', () => {
    const strict = new Map(
      Object.keys(plugin.rules).map((name): [string, unknown] => [`cors/${name}`, 'error']),
    );
    strict.set('cors/no-permissive-fallback', ['error', { nodeEnv: 'unset' }]);
    expect(new Map(rulesOf('strict'))).toEqual(strict);
  });

  test('strict leaves out nothing of recommended', () => {
    const strict = rulesOf('strict').map(([name]) => name);
    expect(strict).toEqual(expect.arrayContaining(rulesOf('recommended').map(([name]) => name)));
  });

  test('every rule says what it is for, what it can fix, and which weakness it finds', () => {
    for (const [name, rule] of Object.entries(plugin.rules)) {
      expect(rule.name).toBe(name);
      const hasRemedy = 'applyRemedy' in (rule.meta.messages ?? {});
      expect(rule.meta.type).toBe('problem');
      expect(rule.meta.hasSuggestions ?? false).toBe(hasRemedy);
      // What only `strict` reports may be meant: nothing is rewritten without being asked for that changes who is admitted.
      const keepsWhoIsAdmitted = [
        'consistent-preflight',
        'prefer-env-origins',
        'require-vary-origin',
      ].includes(name);
      const isFixed = rule.meta.docs.recommended || keepsWhoIsAdmitted;
      expect(rule.meta.fixable).toBe(hasRemedy && isFixed ? 'code' : undefined);
      expect(rule.meta.docs.description).toMatch(/^(?:disallow|require) [^.]+[^.]$/);
      expect(rule.meta.docs.cwe.length).toBeGreaterThan(0);
      expect(rule.meta.docs.cwe.filter((cwe) => !/^CWE-\d+$/.test(cwe))).toEqual([]);
    }
  });
});

describe.each(PRESETS)('%s', (preset) => {
  const config = plugin.configs[preset];

  test('is flat configuration and nothing of eslintrc', () => {
    expect(Object.keys(config).sort()).toEqual(['files', 'name', 'plugins', 'rules']);
    expect(config.name).toBe(`cors/${preset}`);
    expect(config.plugins).toEqual({ cors: plugin });
  });

  test.each(['server.js', 'server.cjs', 'server.mjs', 'view.jsx'])('reports in %s', async (file) => {
    expect(await reportedIn(file, VULNERABLE, [config])).toEqual(['cors/no-wildcard-origin']);
  });

  test.each(['server.ts', 'server.cts', 'server.mts', 'view.tsx'])('reports in %s', async (file) => {
    const typed = VULNERABLE.replace('cors();', 'cors(undefined as never);');
    expect(
      await reportedIn(file, typed, [
        config,
        { files: [`**/${file}`], languageOptions: { parser: typescriptParser } },
      ]),
    ).toEqual(['cors/no-wildcard-origin']);
  });

  test.each(['data.json', 'page.vue', 'notes.md'])('leaves %s alone', async (file) => {
    expect(await reportedIn(file, VULNERABLE, [config])).toEqual([
      expect.stringMatching(/^File ignored because (?:no matching configuration was supplied|of)/),
    ]);
  });

  test('gives way to what a user configures after it', async () => {
    expect(
      await reportedIn('server.js', VULNERABLE, [config, { rules: { 'cors/no-wildcard-origin': 'off' } }]),
    ).toEqual([]);
  });
});

test('there is no preset of the former configuration system', () => {
  expect(Object.keys(plugin.configs).sort()).toEqual([...PRESETS]);
  expect(Object.keys(plugin).sort()).toEqual(['configs', 'meta', 'rules']);
});

describe('options are checked', () => {
  const withOptions = (rule: string, ...options: unknown[]): Promise<(string | null)[]> =>
    reportedIn('server.js', 'export {};\n', [
      plugin.configs.recommended,
      { rules: { [`cors/${rule}`]: ['error', ...options] } },
    ]);

  test.each([
    ['not an object', 'unset'],
    ['an unknown value', { nodeEnv: 'development' }],
    ['an unknown option', { environment: 'unset' }],
    ['two objects', { nodeEnv: 'unset' }, { nodeEnv: 'unset' }],
  ])('no-permissive-fallback takes no %s', async (_what, ...options) => {
    await expect(withOptions('no-permissive-fallback', ...options)).rejects.toThrow(
      'Key "cors/no-permissive-fallback"',
    );
  });

  test.each(['production', 'unset'])('no-permissive-fallback takes %s', async (nodeEnv) => {
    await expect(withOptions('no-permissive-fallback', { nodeEnv })).resolves.toEqual([]);
  });

  test.each(['app', 'proxy', 'gateway', 'cdn'])('single-owner takes %s', async (owner) => {
    await expect(withOptions('single-owner', { owner })).resolves.toEqual([]);
  });

  test('single-owner takes no other owner', async () => {
    await expect(withOptions('single-owner', { owner: 'nginx' })).rejects.toThrow('Key "cors/single-owner"');
  });

  const withOptionsOfTheirOwn = ['no-permissive-fallback', 'single-owner'];

  test('no-permissive-fallback takes no options at all, and an object without any', async () => {
    await expect(withOptions('no-permissive-fallback')).resolves.toEqual([]);
    await expect(withOptions('no-permissive-fallback', {})).resolves.toEqual([]);
  });

  test.each(Object.keys(plugin.rules).filter((name) => !withOptionsOfTheirOwn.includes(name)))(
    '%s takes none',
    async (rule) => {
      await expect(withOptions(rule, {})).rejects.toThrow(`Key "cors/${rule}"`);
    },
  );
});
