/**
 * Kills `cors-guard fix --write` at random moments, and looks at what is left. Takes about ten seconds for each; the seed is fixed.
 *
 *     npm run kill-tests [-- how many]
 */
import { killRuns } from './kill-tests/kill-runs.js';

const size = { files: 2_000, filesAboutCors: 100 };
const kills = Number(process.argv[2] ?? 50);

const { faults, endings, interrupted, leftovers } = await killRuns({ size, kills, seed: 1 });
process.stdout.write(
  `${kills} runs over ${size.files} files ended early, ${interrupted} of them while files were written: ${JSON.stringify(endings)}\n` +
    `${leftovers} temporary files were left, ${faults.length} faults\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
