import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from './root.js';

/** Names of the files in a folder that end so, without that ending. */
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

const written = namesIn('rules', '.ts');
const registered = Object.entries(plugin.rules);

/** The rules that a preset switches on, by their names without the prefix. */
function switchedOn(preset: keyof typeof plugin.configs): string[] {
  return [plugin.configs[preset]]
    .flat()
    .flatMap((config) => Object.keys(config.rules ?? {}))
    .map((name) => name.replace(/^cors\//, ''))
    .sort();
}

describe('rules/, the plugin, the documentation, the tests and the presets agree', () => {
  test('there are rules to compare', () => {
    expect(written.length).toBeGreaterThan(0);
  });

  test('the plugin offers every file in rules/ under its file name, and no other rule', () => {
    expect(registered.map(([name]) => name).sort()).toEqual(written);
  });

  test('every rule has a page in docs/rules, and every page has a rule', () => {
    expect(namesIn('docs/rules', '.md').filter((name) => name !== 'README')).toEqual(written);
  });

  test('every rule has a test file of its own name', () => {
    expect(namesIn('tests/rules', '.test.ts')).toEqual(expect.arrayContaining(written));
  });

  test('no test file is left of a rule that is gone', () => {
    const namedLikeRules = namesIn('tests/rules', '.test.ts').filter((name) =>
      /^(?:no|valid|require|prefer|consistent|single)-/.test(name),
    );
    expect(namedLikeRules.filter((name) => !written.includes(name))).toEqual([]);
  });

  test('recommended holds the rules that call themselves recommended', () => {
    const recommended = registered.filter(([, rule]) => rule.meta?.docs?.recommended === true);
    expect(switchedOn('recommended')).toEqual(recommended.map(([name]) => name).sort());
  });

  test('strict holds every rule', () => {
    expect(switchedOn('strict')).toEqual(written);
  });

  test.each(['recommended', 'strict'] as const)(
    '%s names the files it is for, and brings the plugin',
    (preset) => {
      const configs = [plugin.configs[preset]].flat();
      for (const config of configs.filter(({ rules }) => rules !== undefined)) {
        expect(config.files?.length).toBeGreaterThan(0);
      }
      expect(configs.some((config) => config.plugins?.['cors'] === plugin)).toBe(true);
    },
  );

  test('the plugin introduces itself as package.json does', () => {
    const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: plugin.meta.name, version: plugin.meta.version });
    expect(plugin.meta).toMatchObject({ namespace: 'cors' });
  });
});
