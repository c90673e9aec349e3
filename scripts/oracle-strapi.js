/**
 * Holds the model of `strapi::cors` against the file of @strapi/core that it is a model of, in the newest release and in the
 * last one that compared lists as they are. The package is 278 MB with all it depends on, so it is not installed: its tarball
 * is fetched, and its file loaded beside our @koa/cors. Ends with the status of the last test run that failed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RELEASES = ['latest', '5.19.0'];

const repository = fileURLToPath(new URL('..', import.meta.url));
// In the repository, so that what it requires is found.
const folder = mkdtempSync(path.join(repository, '.oracle-strapi-'));

/** @param {string} release */
function unpacked(release) {
  const own = path.join(folder, release);
  mkdirSync(own);
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', `@strapi/core@${release}`], { cwd: own, encoding: 'utf8' }),
  );
  execFileSync('tar', ['xzf', packed.filename], { cwd: own });
  return path.join(own, 'package');
}

try {
  for (const release of RELEASES) {
    const root = unpacked(release);
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    console.log(`@strapi/core ${version}`);
    const { status } = spawnSync('npx', ['vitest', 'run', 'tests/oracle/strapi-cors.test.ts'], {
      cwd: repository,
      stdio: 'inherit',
      env: {
        ...process.env,
        STRAPI_CORS: path.join(root, 'dist/middlewares/cors.js'),
        STRAPI_VERSION: String(version),
      },
    });
    if (status !== 0) process.exitCode = status ?? 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
