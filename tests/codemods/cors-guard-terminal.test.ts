import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';

const OPEN = "cors('*');\n";
/** Clears the screen, rings, moves the title, turns the direction of the text, and begins a C1 sequence. */
const HOSTILE = 'a\u001b[2J\u0007\u001b]0;x\u0007\u202eb\u009b31m';
const OBEYED = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

describe('the output of cors-guard', () => {
  it.each([['check'], ['fix'], ['check', '--format=json'], ['fix', '--format=json'], ['fix', '--write']])(
    'holds nothing that a terminal obeys, whatever files and lines are called: %s',
    async (...argv) => {
      const { guard } = guardSession({
        [`${HOSTILE}.js`]: `${OPEN}// ${HOSTILE}\r\n'+';\f\n`,
        [`${HOSTILE}broken.js`]: `cors ${HOSTILE}`,
      });
      const { stdout, stderr } = await guard(argv);
      expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(OBEYED);
      expect(stdout).toContain('\\u001b');
      expect(stderr).toBe('');
    },
  );

  it('gives the true names to programs', async () => {
    const { guard } = guardSession({ [`${HOSTILE}.js`]: OPEN });
    expect(jsonOf(await guard(['check', '--format', 'json'])).findings[0]?.path).toBe(`${HOSTILE}.js`);
  });

  it('is coloured on a terminal only', async () => {
    const { guard } = guardSession({ 'a.js': OPEN });
    const styled = async (...argv: string[]): Promise<boolean> => {
      let text = '';
      const stdout = { isTTY: true, write: (part: string) => (text += part) };
      await guard(argv, { stdout });
      return text.includes('\u001b[');
    };
    expect(await styled('check')).toBe(true);
    expect(await styled('fix')).toBe(true);
    expect(await styled('check', '--no-color')).toBe(false);
    expect(await styled('check', '--format', 'json')).toBe(false);
    expect((await guard(['check'])).stdout).not.toContain('\u001b[');
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ TERM: 'dumb' }, false],
  ])('is coloured as the environment %j asks', async (env, colored) => {
    const { guard } = guardSession({ 'a.js': OPEN });
    let text = '';
    await guard(['check'], { env, stdout: { isTTY: true, write: (part: string) => (text += part) } });
    expect(text.includes('\u001b[')).toBe(colored);
  });
});
