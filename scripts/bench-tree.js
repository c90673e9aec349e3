/**
 * Measures `cors-guard check` over 10,000 files beside a search for the words alone, and prints time, peak memory and the ratios.
 * Everything is measured in turns in one run; a figure is a median. The seed is fixed. Nothing fails here: times are no test.
 *
 *     npm run bench:tree
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from './bench/median.js';
import { writeSourceTree } from './bench/source-tree.js';
import { table } from './demo/table.js';

const guard = path.join(path.dirname(import.meta.dirname), 'dist/codemods/cors-guard.js');
const size = { files: 10_000, filesAboutCors: 127 };
const ROUNDS = 3;

const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cors-bench-')));
try {
  const bytes = await writeSourceTree(folder, size);
  /** @typedef {{ time: number, memory: number }} Figures */
  /** @type {{ grep: Figures, guard: Figures }[]} */
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      grep: await measured('grep', ['-rliE', 'cors|access-control-allow-origin', '.']),
      guard: await measured(process.execPath, [guard, 'check', '.']),
    });
  }
  /** @type {(name: 'grep' | 'guard', figure: 'time' | 'memory') => number} */
  const of = (name, figure) => median(rounds.map((round) => round[name][figure]));
  /** @type {(title: string, name: 'grep' | 'guard') => string[]} */
  const row = (title, name) => [
    title,
    `${of(name, 'time').toFixed(0)} ms`,
    (of(name, 'time') / of('grep', 'time')).toFixed(1),
    `${(of(name, 'memory') / 1024).toFixed(0)} MB`,
    (of(name, 'memory') / of('grep', 'memory')).toFixed(1),
  ];
  process.stdout.write(
    `${size.files} files, ${(bytes / 1e6).toFixed(1)} MB, ${size.filesAboutCors} of them about CORS\n\n` +
      `${table(['', 'time', 'times grep', 'peak memory', 'times grep'], [row('grep -rliE', 'grep'), row('cors-guard check', 'guard')])}\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {string} program
 * @param {readonly string[]} argv
 * @returns {Promise<{ time: number, memory: number }>} milliseconds; kilobytes, as Linux counts them (proc(5), VmHWM)
 */
function measured(program, argv) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let memory = 0;
    const child = spawn(program, argv, { cwd: folder, stdio: 'ignore' });
    const timer = setInterval(() => {
      readFile(`/proc/${child.pid}/status`, 'utf8').then(
        (status) => {
          memory = Math.max(memory, Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0));
        },
        () => undefined,
      );
    }, 10);
    child.on('error', reject);
    child.on('exit', () => {
      clearInterval(timer);
      resolve({ time: performance.now() - start, memory });
    });
  });
}
