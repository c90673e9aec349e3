import { describe, expect, it } from 'vitest';
import { guardSession, type Session } from './guard-session.js';
import { real } from './real-plugin.js';

const OPEN = "import cors from 'cors';\ncors({ origin: '*' });\n";

async function linesOf({ guard }: Session, ...argv: string[]): Promise<string[]> {
  const { stdout } = await guard([...argv, '--format', 'github'], real);
  return stdout.split('\n').filter((line) => line !== '');
}

describe('cors-guard --format github', () => {
  it('is one command for each finding and for each file that failed', async () => {
    const session = guardSession({ 'src/a.mjs': OPEN, 'src/b.mjs': 'cors = ;\n' });
    const [finding, failure, ...others] = await linesOf(session, 'check');
    expect(others).toEqual([]);
    expect(finding).toMatch(
      /^::error file=src\/a\.mjs,line=2,endLine=2,col=8,endColumn=19,title=cors\/no-wildcard-origin::Any website can [^\n]+$/u,
    );
    expect(failure).toBe(
      '::warning file=src/b.mjs,line=1,col=8,title=cors-guard%3A not dealt with::Parsing error: Unexpected token',
    );
  });

  it('says that a file failed which was named', async () => {
    const session = guardSession({ 'b.mjs': 'cors = ;\n' });
    expect(await linesOf(session, 'check', 'b.mjs')).toEqual([
      expect.stringMatching(/^::error file=b\.mjs,/u),
    ]);
  });

  it('is a warning where no stranger gains anything', async () => {
    const session = guardSession({
      'a.mjs':
        "import cors from 'cors';\ncors({ origin: ['https://app.example.com/', 'https://b.example.com'] });\n",
    });
    expect(await linesOf(session, 'check')).toEqual([
      expect.stringMatching(/^::warning file=a\.mjs,line=2,.*title=cors\/valid-allowed-origins::/u),
    ]);
  });

  it('names no columns where a finding spans lines', async () => {
    const session = guardSession({
      'a.mjs': "import cors from 'cors';\ncors({\n  maxAge: 1,\n});\n",
    });
    expect(await linesOf(session, 'check')).toEqual([
      expect.stringMatching(/^::error file=a\.mjs,line=2,endLine=4,title=/u),
    ]);
  });

  it.each([
    ['a name', { 'a,b:c\n::error::d%.mjs': OPEN }, 'file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ad%25.mjs,line=2'],
    ['a message', { 'a.mjs': "import cors from 'cors';\ncors({ '\\n::error::x%': 1 });\n" }, "x%25'"],
  ])('is no other command, whatever %s holds', async (_, files, expected) => {
    const lines = await linesOf(guardSession(files), 'check');
    expect(lines).toEqual([expect.stringContaining(expected)]);
  });

  it('is empty where nothing is found', async () => {
    expect(await guardSession({ 'a.js': '' }).guard(['check', '--format=github'], real)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  });
});
