import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from '../repository/root.js';

/** For tests that start several programs, on a busy machine. */
export const TIMEOUT = 180_000;

const PLUGIN = 'eslint-plugin-cors';

interface Manifest {
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** How a command ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with the packed plugin installed. */
export interface Project {
  readonly folder: string;
  read(name: string): string;
  write(name: string, content: string): void;
  /** Every file but those installed, by its path with forward slashes. */
  files(): Readonly<Record<string, string>>;
  /** Runs a program of node_modules/.bin, or `node`, in the folder. */
  run(program: string, ...argv: string[]): Promise<Ran>;
}

/** Packs the built package as `npm publish` would. Gives the path of the tarball, which is in a folder of its own. */
export async function packPlugin(): Promise<string> {
  expect(existsSync(path.join(root, 'dist/index.js')), 'run `npm run build` first').toBe(true);
  const folder = temporaryFolder();
  const packed = await runIn(root, 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  expect(packed, packed.stderr).toMatchObject({ status: 0 });
  const [tarball] = readdirSync(folder);
  expect.assert(tarball !== undefined);
  return path.join(folder, tarball);
}

/**
 * A new project that has installed the packed plugin, what the plugin declares to need, and `packages`. These are links
 * to the packages of this repository, so that nothing is downloaded; what the plugin does not declare it does not find.
 */
export async function projectWith(
  tarball: string,
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = [],
): Promise<Project> {
  const folder = temporaryFolder();
  const modules = path.join(folder, 'node_modules');
  const plugin = path.join(modules, PLUGIN);

  mkdirSync(plugin, { recursive: true });
  const unpacked = await runIn(plugin, 'tar', '-xzf', tarball, '--strip-components=1');
  expect(unpacked, unpacked.stderr).toMatchObject({ status: 0 });
  const { dependencies, peerDependencies } = manifestOf(plugin);
  const needed = [...Object.keys({ ...dependencies, ...peerDependencies }), ...packages];
  for (const name of new Set(needed)) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name), 'dir');
  }
  for (const name of new Set([PLUGIN, ...needed])) linkPrograms(modules, name);

  const project: Project = {
    folder,
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
    write: (name, content) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    },
    files: () =>
      Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(modules))
          .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
          .map((name) => [name.split(path.sep).join('/'), project.read(name)] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      ),
    run: (program, ...argv) =>
      program === 'node' || program === 'npx' || program === 'sh'
        ? runIn(folder, program, ...argv)
        : runIn(folder, path.join(modules, '.bin', program), ...argv),
  };
  for (const [name, content] of Object.entries(files)) project.write(name, content);
  return project;
}

const temporary: string[] = [];

afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** Gone when the tests of the file are over. */
function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'cors-package-')));
  temporary.push(folder);
  return folder;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** What npm does at the end of an installation. */
function linkPrograms(modules: string, name: string): void {
  const { bin = {} } = manifestOf(path.join(modules, name));
  const programs = typeof bin === 'string' ? { [path.basename(name)]: bin } : bin;
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  for (const [program, file] of Object.entries(programs)) {
    const target = path.join(modules, name, file);
    if (name === PLUGIN) chmodSync(target, 0o755);
    symlinkSync(target, path.join(modules, '.bin', program));
  }
}

function runIn(folder: string, program: string, ...argv: string[]): Promise<Ran> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, npm_config_update_notifier: 'false' };
  return new Promise((resolve) => {
    execFile(program, argv, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const hasEnded = error === null || typeof error.code === 'number';
      resolve({
        status: hasEnded ? Number(error?.code ?? 0) : -1,
        stdout,
        stderr: hasEnded ? stderr : error.message,
      });
    });
  });
}
