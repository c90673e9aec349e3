import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';

describe('the arguments of cors-guard', () => {
  it.each([
    ['no command', [], /Usage: cors-guard/u],
    ['an unknown command', ['chekc'], /unknown command 'chekc'/u],
    ['an unknown flag', ['check', '--wat'], /unknown option '--wat'/u],
    ['a flag of another command', ['check', '--write'], /unknown option '--write'/u],
    ['an unknown format', ['check', '--format', 'xml'], /'xml' is invalid.*stylish, json/u],
    ['a flag without its value', ['fix', '--env-var'], /argument missing/u],
    ['a name that no variable can have', ['fix', '--env-var', 'MY-VAR'], /letters, digits and underscores/u],
    ['a name that begins with a digit', ['fix', '--env-var', '1X'], /letters, digits and underscores/u],
    ['an empty name', ['fix', '--env-var', ''], /letters, digits and underscores/u],
  ])('are a mistake with exit code 2: %s', async (_, argv, message) => {
    const { guard } = guardSession({ 'a.js': "cors('*');\n" });
    const ran = await guard(argv);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  it('are shown back without what a terminal would obey', async () => {
    const { stderr } = await guardSession({}).guard(['check', '--\u001b[2Jx']);
    expect(stderr).toContain('\\u001b[2Jx');
    expect(stderr).not.toContain('\u001b');
  });

  it.each([['--help'], ['check', '--help'], ['fix', '--help'], ['help', 'fix']])(
    'explain themselves: %s',
    async (...argv) => {
      const ran = await guardSession({}).guard(argv);
      expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
      expect(ran.stdout).toContain('Usage: cors-guard');
    },
  );

  it('name the exit codes in the help', async () => {
    expect((await guardSession({}).guard(['--help'])).stdout).toContain(
      'Exit codes: 0 clean, 1 findings or pending changes, 2 usage or configuration, 3 a file you named failed',
    );
  });

  it('tell the version', async () => {
    expect(await guardSession({}).guard(['--version'])).toEqual({
      exitCode: 0,
      stdout: '0.0.0\n',
      stderr: '',
    });
  });
});
