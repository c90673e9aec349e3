/**
 * Measures what the plugin and the command line cost beside what people use today, and prints the ratios. Everything one
 * row compares is measured in the same run, in turns; a figure is a median. Nothing fails here: times are no test.
 *
 *     npm run bench
 */
import { mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureImports } from './bench/imports.js';
import { measureRules } from './bench/rules.js';
import { measureSearch } from './bench/search.js';
import { writeSourceTree } from './bench/source-tree.js';
import { table } from './demo/table.js';

const repository = path.dirname(import.meta.dirname);
const size = { files: 2_000, filesAboutCors: 20 };

const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cors-bench-')));
try {
  await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  say('\nLoading a plugin, in milliseconds over an empty Node process (goal: 5 at most)\n');
  say(
    table(
      ['', 'over an empty process', 'share of eslint-plugin-sonarjs'],
      measureImports(folder, repository),
    ),
  );

  const { files, filesAboutCors } = size;
  const tree = path.join(folder, 'tree');
  const bytes = await writeSourceTree(tree, size);

  say(
    `\nFinding CORS in ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${filesAboutCors} of them about CORS\n`,
  );
  say(table(['', 'time', 'times grep'], measureSearch(tree, repository)));

  say('\nThe rules in one run of ESLint over the same files (goal: 0.5 % at most)\n');
  say(
    table(
      ['', 'time', 'share of parsing and all rules', 'share of all rules'],
      await measureRules(tree, repository),
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {string} text
 */
function say(text) {
  process.stdout.write(`${text}\n`);
}
