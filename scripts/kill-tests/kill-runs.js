import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomNumbers } from '../bench/random-numbers.js';
import { writeSourceTree } from '../bench/source-tree.js';

const repository = path.join(import.meta.dirname, '../..');
const guard = path.join(repository, 'dist/codemods/cors-guard.js');
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGKILL']);

/**
 * Starts `cors-guard fix --write` over a generated tree again and again, and ends it by SIGINT and SIGKILL by turns, at moments
 * at which files are written. Whatever the moment: every source holds what it held or what it is to hold,
 * nothing stands beside the sources but temporary files, and the next run makes everything what it is to be.
 *
 * @param {{ size: { files: number, filesAboutCors: number }, kills: number, seed: number }} options
 * @returns {Promise<{ faults: string[], endings: Record<string, number>, interrupted: number, leftovers: number }>}
 *   `endings`: how often a run ended in which way; `interrupted`: runs after which some files were written and some not
 */
export async function killRuns({ size, kills, seed }) {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cors-kill-')));
  try {
    await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
    const tree = path.join(folder, 'tree');
    await writeSourceTree(tree, size);
    const before = await contents(tree);
    await fix(tree);
    const after = await contents(tree);
    const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    const times = await Promise.all(changed.map(async (name) => (await stat(path.join(tree, name))).mtimeMs));
    const writing = Math.ceil(Math.max(...times) - Math.min(...times));
    // Files are written in the order of their names.
    const first = path.join(tree, [...changed].sort()[0] ?? '');
    await restore(tree, before, after);
    const random = randomNumbers(seed);

    /** @type {string[]} */
    const faults = changed.length === 0 ? ['nothing was there to be written'] : [];
    /** @type {Record<string, number>} */
    const endings = {};
    let interrupted = 0;
    let leftovers = 0;
    for (let kill = 0; kill < kills; kill++) {
      const signal = SIGNALS[kill % SIGNALS.length] ?? 'SIGKILL';
      const moment = random(writing + 1);
      const ending = await fix(tree, { signal, first, moment });
      endings[ending] = (endings[ending] ?? 0) + 1;
      const left = await contents(tree);
      const written = changed.filter((name) => left.get(name) === after.get(name)).length;
      if (written > 0 && written < changed.length) interrupted += 1;
      for (const [name, text] of before) {
        const now = left.get(name);
        if (now !== text && now !== after.get(name))
          faults.push(`${name} is neither old nor new after ${signal} at ${moment} ms`);
      }
      for (const name of left.keys()) {
        if (before.has(name)) continue;
        leftovers += 1;
        if (!before.has(name.replace(/\.\d+$/u, ''))) faults.push(`${name} was made`);
      }
      // Every fifth tree is left to the next run.
      if (kill % 5 === kills % 5 || kill === kills - 1) {
        await fix(tree);
        const next = await contents(tree);
        for (const name of new Set([...after.keys(), ...next.keys()])) {
          if (next.get(name) !== after.get(name))
            faults.push(`${name} is not what it is to be after the next run`);
        }
      }
      await restore(tree, before, await contents(tree));
    }
    return { faults, endings, interrupted, leftovers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} tree
 * @param {{ signal: NodeJS.Signals, first: string, moment: number }} [kill] `moment`: milliseconds from when `first` was written
 * @returns {Promise<string>} the exit code, or the signal that ended the run
 */
function fix(tree, kill) {
  return new Promise((resolve, reject) => {
    // Outside of a repository git has nothing to say: asking it would take longer than writing.
    const child = spawn(process.execPath, [guard, 'fix', '--write', '--force', '.'], {
      cwd: tree,
      stdio: 'ignore',
    });
    const old = kill && statSync(kill.first).ino;
    const watch =
      kill &&
      setInterval(() => {
        if (statSync(kill.first).ino === old) return;
        clearInterval(watch);
        setTimeout(() => child.kill(kill.signal), kill.moment);
      }, 1);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(String(code ?? signal));
    });
  });
}

/**
 * @param {string} tree
 * @returns {Promise<Map<string, string>>} texts by name
 */
async function contents(tree) {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(
        async (file) => /** @type {const} */ ([path.relative(tree, file), await readFile(file, 'utf8')]),
      ),
    ),
  );
}

/**
 * @param {string} tree
 * @param {ReadonlyMap<string, string>} wanted
 * @param {ReadonlyMap<string, string>} now
 */
async function restore(tree, wanted, now) {
  for (const [name, text] of wanted) {
    if (now.get(name) !== text) await writeFile(path.join(tree, name), text);
  }
  for (const name of now.keys()) {
    if (!wanted.has(name)) await rm(path.join(tree, name));
  }
}
