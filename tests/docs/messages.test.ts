import { describe, expect, test } from 'vitest';
import { messageCatalogue } from '../../scripts/messages/catalogue.js';
import { samples } from '../../scripts/messages/samples.js';
import plugin from '../../src/index.js';
import { MOST_SENTENCES, sentencesIn } from '../harness/sentences.js';
import { codeBlocksIn, readPage } from './code-blocks.js';

const PAGE = 'docs/messages.md';
/** The messages the page shows. */
const shown = codeBlocksIn(PAGE)
  .filter(({ language }) => language === 'text')
  .map(({ text }) => text.trimEnd());

const said = Object.entries(plugin.rules).flatMap(([rule, { meta }]) =>
  Object.keys(meta.messages ?? {})
    .filter((messageId) => messageId !== 'applyRemedy')
    .map((messageId) => `${rule} ${messageId}`),
);

describe('docs/messages.md', () => {
  test('is what the rules say; `npm run docs` writes it', async () => {
    expect(readPage(PAGE)).toBe(await messageCatalogue(plugin));
  });

  test('has every message of every rule', () => {
    const sampled = new Set(samples.map(({ rule, messageId }) => `${rule} ${messageId}`));
    expect([...sampled].sort()).toEqual([...said].sort());
  });

  test('shows no message with a hole in it', () => {
    const withRemedy = Object.values(plugin.rules).filter(
      ({ meta }) => 'applyRemedy' in (meta.messages ?? {}),
    );
    expect(shown.length).toBe(samples.length + withRemedy.length);
    for (const message of shown) {
      expect(message).toMatch(/^[A-Z].*[.`]$/);
      expect(message.replace(/`[^`]*`/g, 'code')).not.toMatch(
        /\{\{|\}\}|undefined|\[object| {2}|\.\.| [.,;:]/,
      );
    }
  });

  test('would not hide a sample that says something else', async () => {
    const silent = {
      ...plugin,
      rules: {
        ...plugin.rules,
        'no-wildcard-origin': { create: () => ({}), meta: plugin.rules['no-wildcard-origin']?.meta },
      },
    };
    await expect(messageCatalogue(silent as never)).rejects.toThrow(
      "the sample of no-wildcard-origin 'wildcard' says []",
    );
  });
});

describe('the messages of the rules', () => {
  test('do not sell a wildcard as theft of credentials', () => {
    const wildcards = shown.filter((message) => message.includes("Access-Control-Allow-Origin '*'"));
    expect(wildcards.length).toBeGreaterThan(0);
    for (const message of wildcards)
      expect(message).not.toMatch(/(?<!not )as the signed-in user|'s cookies:/);
  });

  test('say in two sentences who can do what, with the proof, and what to do', () => {
    for (const message of shown)
      expect({ message, sentences: sentencesIn(message) <= MOST_SENTENCES }).toEqual({
        message,
        sentences: true,
      });
  });

  test('hold no emoji and no shouting', () => {
    for (const message of shown) {
      expect(message).not.toMatch(/\p{Extended_Pictographic}/u);
      expect(message).not.toContain('!!');
      // What is left without quotations, names of variables and methods, and the name of the thing.
      const words = message.replace(/`[^`]*`|'[^']*'|\b[A-Z]+_[A-Z_]+\b|\b(?:CORS|DELETE|PATCH)\b/g, '');
      expect(words).not.toMatch(/\b[A-Z]{4,}\b/);
    }
  });
});
