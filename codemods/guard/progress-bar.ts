import type { Progress, Surroundings } from './surroundings.js';

/** Progress that nobody waits for. */
export const UNSEEN: Progress = { advance: () => undefined, stop: () => undefined };

/** From so many files on there is something to wait for. */
const WORTH_SHOWING = 10;

/** A bar on stderr that goes when the work is done, where that is a terminal and there is something to wait for. */
export async function progressBar(
  stderr: NodeJS.WriteStream,
  env: Surroundings['env'],
  total: number,
): Promise<Progress> {
  if (total < WORTH_SHOWING || !isForEyes(stderr, env)) return UNSEEN;
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: 'cors-guard [{bar}] {value} of {total} files',
    stream: stderr,
    clearOnComplete: true,
    // What the bar would take over is what ends the process: Ctrl+C, and the cursor with it.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0);
  return { advance: () => bar.increment(), stop: () => bar.stop() };
}

/** https://no-color.org speaks of colours, and is asked for by those whose terminal shows nothing but text. */
const isForEyes = (stderr: NodeJS.WriteStream, env: Surroundings['env']): boolean =>
  stderr.isTTY && env['TERM'] !== 'dumb' && (env['NO_COLOR'] ?? '') === '' && (env['CI'] ?? '') === '';
