// Runs commands at once, prints what each says when it has ended, and fails if any of them does.
import { spawn } from 'node:child_process';

/** @param {string} command for the shell */
const succeeds = (command) =>
  new Promise((resolve) => {
    /** @type {Buffer[]} */
    const said = [];
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ chunk) => said.push(chunk));
    child.on('close', (code) => {
      process.stdout.write(`> ${command}\n${Buffer.concat(said).toString()}\n`);
      resolve(code === 0);
    });
  });

const outcomes = await Promise.all(process.argv.slice(2).map(succeeds));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
