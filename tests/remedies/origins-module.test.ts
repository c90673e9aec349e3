import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import plugin from '../../src/index.js';
import { fixText, lintText } from '../../src/hosts/linter.js';
import { MODULE_EXPORT, originsModule, type ModuleForm } from '../../src/remedies/origins-module.js';
import { typeErrors } from '../programs/type-errors.js';
import { root } from '../repository/root.js';

const runtime = {
  read: (name: string) => `process.env.${name}`,
  isProduction: "process.env.NODE_ENV === 'production'",
};
const module = (form: ModuleForm): string => originsModule('WEB_ORIGINS', form, runtime);
const typed = { isTyped: true, isCommonJs: false };
const untyped = { isTyped: false, isCommonJs: false };
const common = { isTyped: false, isCommonJs: true };

/** In a package of ES modules. */
const FORMS = [
  ['cors-origins.ts', typed],
  ['cors-origins.mts', typed],
  ['cors-origins.js', untyped],
  ['cors-origins.mjs', untyped],
  ['cors-origins.cjs', common],
] as const;

interface Origins {
  allowedOrigins(): string[];
  isAllowedOrigin(origin: string | null | undefined): boolean;
}

/** The module as Node runs it, in a folder of its own, so that nothing was read yet. */
async function imported(name: string, text: string): Promise<Origins> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cors-origins-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, name), text);
  return (await import(pathToFileURL(join(folder, name)).href)) as Origins;
}

function environment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

describe.each(FORMS)('%s', (name, form) => {
  test('admits those that the variable lists, read at the first use', async () => {
    const { allowedOrigins, isAllowedOrigin } = await imported(name, module(form));
    environment({ WEB_ORIGINS: 'https://app.example.com, http://localhost:5173,' });
    expect(allowedOrigins()).toEqual(['https://app.example.com', 'http://localhost:5173']);
    vi.stubEnv('WEB_ORIGINS', 'https://attacker.example');
    const asked = ['https://app.example.com', 'https://attacker.example', 'null', '', null, undefined];
    expect(asked.map(isAllowedOrigin)).toEqual([true, false, false, false, false, false]);
  });

  test('admits nobody and warns once where it is not set', async () => {
    const { allowedOrigins, isAllowedOrigin } = await imported(name, module(form));
    environment({ WEB_ORIGINS: undefined });
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    expect(warn).not.toHaveBeenCalled();
    expect(allowedOrigins()).toEqual([]);
    expect(isAllowedOrigin('https://attacker.example')).toBe(false);
    expect(warn.mock.calls).toEqual([['WEB_ORIGINS is not set: pages of other origins are refused.']]);
  });

  test('throws for a mistake each time it is asked', async () => {
    const { allowedOrigins, isAllowedOrigin } = await imported(name, module(form));
    environment({ WEB_ORIGINS: 'https://app.example.com/' });
    const complaint = "Did you mean 'https://app.example.com'?";
    expect(allowedOrigins).toThrow(complaint);
    expect(() => isAllowedOrigin('https://app.example.com')).toThrow(complaint);
  });

  test('refuses http: in production alone', async () => {
    const { allowedOrigins } = await imported(name, module(form));
    environment({ WEB_ORIGINS: 'http://app.example.com', NODE_ENV: 'production' });
    expect(allowedOrigins).toThrow("Did you mean 'https://app.example.com'?");
    environment({ NODE_ENV: 'development' });
    expect(allowedOrigins()).toEqual(['http://app.example.com']);
  });
});

test('every form is right to TypeScript in strict mode, and so is its use', () => {
  const use = (
    specifier: string,
  ): string => `import { allowedOrigins, isAllowedOrigin } from './${specifier}';
export const origin: string[] = allowedOrigins();
export const isAllowed: boolean = isAllowedOrigin(new Headers().get('origin'));
`;
  const options = { allowJs: true, checkJs: true, noUncheckedIndexedAccess: true, noUnusedLocals: true };
  const programs = FORMS.flatMap(([name, form]) => {
    const extension = extname(name);
    const stem = `tests/remedies/as${extension}`;
    return [
      { path: join(root, `${stem}${extension}`), text: module(form) },
      { path: join(root, `${stem}.use.mts`), text: use(`as${extension}${extension.replace('ts', 'js')}`) },
    ];
  });
  expect(typeErrors(programs, options)).toEqual([]);
  const [first, ...others] = programs;
  expect.assert(first !== undefined);
  const faulty = { ...first, text: first.text.replace('string[]', 'number[]') };
  expect(typeErrors([faulty, ...others], options)).not.toEqual([]);
});

test('a fixed program that imports it is right to TypeScript, too', () => {
  const open = `import cors from 'cors';
import express from 'express';
const app = express();
app.use(cors());
app.get('/', (req, res) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.end();
});
`;
  const place = join(root, 'tests/remedies/fixed.mts');
  const settings = { allowList: { module: './tests/remedies/list.mjs', export: MODULE_EXPORT } };
  const result = fixText(plugin, open, { filename: place, cwd: root, settings });
  expect.assert(result.outcome === 'fixed');
  expect(result.output.match(/allowedOrigins\(\)/g)).toHaveLength(2);
  const list = { path: join(root, 'tests/remedies/list.mts'), text: module(typed) };
  expect(typeErrors([list, { path: place, text: result.output }])).toEqual([]);
});

test.each(FORMS)('no rule has anything to say about %s', (name, form) => {
  const request = { filename: join(root, name), cwd: root, strict: true };
  expect(lintText(plugin, module(form), request)).toEqual({ outcome: 'linted', messages: [] });
});
