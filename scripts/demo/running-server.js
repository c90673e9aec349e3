import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the example reads from its .env; the shell the demo runs in has no say. */
const fromDotenv = new Set(['CORS_ALLOWED_ORIGINS', 'JWT_SECRET', 'NODE_ENV', 'SESSION_SECRET']);

/**
 * A server that runs as a process of its own.
 *
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {() => Promise<void>} stop
 */

/**
 * Starts `node server.js` in a folder and waits for the line in which it tells its port.
 *
 * @param {string} folder
 * @returns {Promise<RunningServer>}
 * @throws {Error} if the process ends without such a line; the message holds what it wrote to stderr.
 */
export async function startServer(folder) {
  const inherited = Object.entries(process.env).filter(([name]) => !fromDotenv.has(name));
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (complaint += text));

  for await (const line of createInterface({ input: child.stdout })) {
    const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    return {
      port: Number(port),
      async stop() {
        child.kill();
        await ended;
      },
    };
  }
  await ended;
  throw new Error(`server.js ended before it listened.\n${complaint}`);
}
