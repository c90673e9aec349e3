import { beforeAll, describe, expect, it } from 'vitest';
import { differingFiles, type Files } from './differing-files.js';
import { EXTENSIONS, exampleFiles, fixtureFiles, projectToMigrate, TRANSFORM } from './migration.js';
import { packPlugin, type Project, type Ran } from './project.js';

/** Long enough for a busy machine: each test starts several programs. */
const TIMEOUT = 180_000;

let tarball: string;
beforeAll(async () => {
  tarball = await packPlugin();
});

type Tool = (project: Project) => Promise<Ran>;

const eslint: Tool = ({ run }) => run('eslint', '--fix', 'src');
const guard: Tool = ({ run }) => run('cors-guard', 'fix', '--write', 'src');
const jscodeshift =
  (...flags: string[]): Tool =>
  ({ run }) =>
    run('jscodeshift', '-t', TRANSFORM, ...flags, EXTENSIONS, 'src');

/** What a tool makes of files. */
async function rewritten(given: Files, tool: Tool): Promise<Project> {
  const project = await projectToMigrate(tarball, given);
  const { stderr } = await tool(project);
  expect(stderr).toBe('');
  return project;
}

describe('of every program', () => {
  let fixed: Files;

  beforeAll(async () => {
    fixed = (await rewritten(fixtureFiles(), eslint)).files();
    expect(differingFiles(fixtureFiles(), fixed).length).toBeGreaterThan(50);
  }, TIMEOUT);

  it(
    'cors-guard fix --write makes what eslint --fix makes',
    async () => {
      const { files } = await rewritten(fixtureFiles(), guard);
      expect(differingFiles(files(), fixed)).toEqual([]);
    },
    TIMEOUT,
  );
});

describe.concurrent(
  'of the example of the documentation, with LF, with CRLF and with a byte order mark',
  () => {
    let fixed: Files;

    beforeAll(async () => {
      const { run, files } = await rewritten(exampleFiles(), eslint);
      fixed = files();
      expect(differingFiles(exampleFiles(), fixed).length).toBeGreaterThan(10);
      expect(await run('eslint', '--fix', 'src')).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(files()).toEqual(fixed);
    }, TIMEOUT);

    it.each([
      ['cors-guard fix --write', guard],
      ['jscodeshift', jscodeshift()],
      ['jscodeshift --no-babel', jscodeshift('--no-babel')],
    ])(
      '%s makes what eslint --fix makes, and a second run nothing more',
      async (_, tool) => {
        const project = await rewritten(exampleFiles(), tool);
        expect(differingFiles(project.files(), fixed)).toEqual([]);
        expect(await tool(project)).toMatchObject({ status: 0, stderr: '' });
        expect(differingFiles(project.files(), fixed)).toEqual([]);
      },
      TIMEOUT,
    );

    it(
      'jscodeshift makes nothing in a dry run, and counts what there is to do',
      async () => {
        const { run, files } = await projectToMigrate(tarball, exampleFiles());
        const before = files();
        const { stdout } = await run(
          'jscodeshift',
          '-t',
          TRANSFORM,
          '--no-babel',
          '--dry',
          EXTENSIONS,
          'src',
        );
        expect(stdout).toMatch(/\n0 errors\n\d+ unmodified\n\d+ skipped\n[1-9]\d* ok\n/u);
        expect(files()).toEqual(before);
      },
      TIMEOUT,
    );
  },
);
