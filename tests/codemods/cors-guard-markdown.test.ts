import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { real } from './real-plugin.js';

const OPEN = "import cors from 'cors';\ncors({ origin: '*' });\n";
const CONSTANT = "export const corsHeaders = { 'Access-Control-Allow-Origin': '*' };\n";

async function markdownOf(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<string> {
  return (await guardSession(files).guard([...argv, '--format', 'markdown'], real)).stdout;
}

describe('cors-guard check --format markdown', () => {
  it('lists the findings and the files that failed', async () => {
    const shown = await markdownOf({ 'src/a.mjs': OPEN, 'src/b.mjs': 'cors = ;\n' }, 'check');
    expect(shown).toMatch(
      new RegExp(
        [
          "^## cors-guard\n\n\\*\\*1 finding, 1 of them fixable by 'cors-guard fix'\\.\\*\\* 2 files looked at, 2 of them about CORS, 1 not dealt with\\.\n\n",
          '### Findings\n\n',
          "- `src/a\\.mjs:2:8` Any website can [^\n]*`'https://attacker\\.example'` [^\n]* \\(`cors/no-wildcard-origin`\\)\n\n",
          '### Not dealt with\n\n',
          '- `src/b\\.mjs:1:8` Parsing error: Unexpected token\n$',
        ].join(''),
        'u',
      ),
    );
  });

  it('leaves what ends a sentence out of what is set as code', async () => {
    const shown = await markdownOf({ 'a.mjs': OPEN }, 'check');
    expect(shown).toContain(
      "is answered with Access-Control-Allow-Origin `'*'`. Admit only the origins listed in `CORS_ALLOWED_ORIGINS`. (",
    );
  });

  it('is short where nothing is found', async () => {
    expect(await markdownOf({ 'a.js': 'const a = 1;\n' }, 'check')).toBe(
      '## cors-guard\n\n**Nothing found.** 1 file looked at, 0 of them about CORS.\n',
    );
  });
});

describe('cors-guard fix --format markdown', () => {
  it('shows changes as diffs, and what needs you with the reason', async () => {
    const shown = await markdownOf({ 'a.mjs': OPEN, 'b.mjs': CONSTANT }, 'fix');
    expect(shown).toContain(
      "### Changes\n\n```diff\n--- a/a.mjs\n+++ b/a.mjs\n@@ -1,2 +1,2 @@\n import cors from 'cors';\n-cors({ origin: '*' });\n+cors({",
    );
    expect(shown).toMatch(/\n```\n\n\n### Needs you\n\n- `b\.mjs:1:\d+` [^\n]*this one needs you, because /u);
  });
});

describe('what a source or a name holds', () => {
  const HOSTILE =
    '<img src=x> @example/team [a](https://attacker.example) | **b** `c` ``d`` \u001b[31m\u202e _e_ #1';

  it.each([
    ['the name of a file', { [`${HOSTILE.replaceAll('/', '')}.mjs`]: OPEN }],
    ['an option', { 'a.mjs': `import cors from 'cors';\ncors({ ${JSON.stringify(HOSTILE)}: 1 });\n` }],
    ['the name of a file that fails', { [`x\n\n# ${HOSTILE.replaceAll('/', '')}.mjs`]: 'cors = ;' }],
  ])('is shown, and not obeyed: %s', async (_, files) => {
    const shown = await markdownOf(files, 'check');
    // What is left when every code span is taken out is ours, and holds words alone.
    const prose = shown.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/gu, 'CODE');
    expect(prose).toContain('CODE');
    expect(prose).not.toMatch(/[<>@|_`\\[\]\u202e]|(?!\n)\p{Cc}|:\/\/|#1/u);
    expect(prose.match(/^#.*/gmu)?.filter((line) => !/^#{2,3} [A-Za-z -]+$/u.test(line))).toEqual([]);
  });

  it('does not end the block of a diff', async () => {
    const shown = await markdownOf(
      { 'a.mjs': `import cors from 'cors';\n/*\n\`\`\`\`\n# title\n*/\ncors({ origin: '*' });\n` },
      'fix',
    );
    expect(shown).toContain('\n`````diff\n');
    expect(shown).toContain('\n ````\n # title\n');
    expect(shown).toContain('\n`````\n');
  });
});
