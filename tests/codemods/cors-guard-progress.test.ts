import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { progressBar, UNSEEN } from '../../codemods/guard/progress-bar.js';
import { guardSession } from './guard-session.js';

/** What a terminal would be given, as text. */
function terminal(isTTY = true): { stream: WriteStream; shown: () => string } {
  let text = '';
  const stream: object = Object.assign(new PassThrough(), {
    isTTY,
    columns: 80,
    write: (part: string) => {
      text += part;
      return true;
    },
  });
  Object.setPrototypeOf(stream, WriteStream.prototype);
  expect.assert(stream instanceof WriteStream);
  return { stream, shown: () => text };
}

describe('the progress bar', () => {
  it('counts files on a terminal, and goes', async () => {
    const { stream, shown } = terminal();
    const progress = await progressBar(stream, {}, 20);
    progress.advance();
    progress.stop();
    expect(shown()).toContain('of 20 files');
    // Erases its line at the end.
    expect(shown().endsWith('\u001b[2K')).toBe(true);
  });

  it.each([
    ['no terminal', {}, 20, false],
    ['NO_COLOR', { NO_COLOR: '1' }, 20, true],
    ['CI', { CI: 'true' }, 20, true],
    ['a terminal that knows no commands', { TERM: 'dumb' }, 20, true],
    ['few files', {}, 3, true],
  ])('is not shown: %s', async (_, env, total, isTTY) => {
    const { stream, shown } = terminal(isTTY);
    expect(await progressBar(stream, env, total)).toBe(UNSEEN);
    expect(shown()).toBe('');
  });

  it('moves by the files that are worth parsing, and ends; not with --no-color', async () => {
    const { guard } = guardSession({ 'a.js': "cors('*');\n", 'b.js': 'cors = ;\n', 'c.js': '' });
    const steps: (number | string)[] = [];
    const progress = (total: number): Promise<typeof UNSEEN> => {
      steps.push(total);
      return Promise.resolve({ advance: () => steps.push('on'), stop: () => steps.push('end') });
    };
    await guard(['check', '--format', 'json'], { progress });
    expect(steps).toEqual([2, 'on', 'on', 'end']);
    await guard(['check', '--no-color'], { progress });
    expect(steps).toHaveLength(4);
  });
});
