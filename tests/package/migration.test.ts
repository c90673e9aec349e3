import { beforeAll, describe, expect, it } from 'vitest';
import { triesAll, triedIn } from '../harness/matrix.js';
import { fixtures } from '../programs/fixtures.js';
import { differingFiles, type Files } from './differing-files.js';
import { EXTENSIONS, exampleFiles, filesOf, projectToMigrate, TRANSFORMS } from './migration.js';
import { packPlugin, TIMEOUT, type Project, type Ran } from './project.js';

let tarball: string;
beforeAll(async () => {
  tarball = await packPlugin();
});

type Tool = (project: Project) => Promise<Ran>;

const eslint: Tool = ({ run }) => run('eslint', '--fix', 'src');
const guard: Tool = ({ run }) => run('cors-guard', 'fix', '--write', 'src');
const jscodeshift =
  (...flags: string[]): Tool =>
  async ({ run }) => {
    let all: Ran = { status: 0, stdout: '', stderr: '' };
    for (const transform of TRANSFORMS) {
      const ran = await run('jscodeshift', '-t', transform, ...flags, EXTENSIONS, 'src');
      all = {
        status: all.status || ran.status,
        stdout: all.stdout + ran.stdout,
        stderr: all.stderr + ran.stderr,
      };
    }
    return all;
  };

/** What a tool makes of files. */
async function rewritten(given: Files, tool: Tool): Promise<Project> {
  const project = await projectToMigrate(tarball, given);
  const { stderr } = await tool(project);
  expect(stderr).toBe('');
  return project;
}

describe('of every program', { timeout: TIMEOUT }, () => {
  const files = filesOf(triedIn(0, fixtures));
  let fixed: Files;

  beforeAll(async () => {
    fixed = (await rewritten(files, eslint)).files();
    expect(differingFiles(files, fixed).length).toBeGreaterThan(50);
  }, TIMEOUT);

  it('cors-guard fix --write makes what eslint --fix makes', async () => {
    const project = await rewritten(files, guard);
    expect(differingFiles(project.files(), fixed)).toEqual([]);
  });
});

describe.concurrent('of the example, with LF, CRLF and a byte order mark', { timeout: TIMEOUT }, () => {
  let fixed: Files;

  beforeAll(async () => {
    const { run, files } = await rewritten(exampleFiles(), eslint);
    fixed = files();
    expect(differingFiles(exampleFiles(), fixed).length).toBeGreaterThan(10);
    expect(await run('eslint', '--fix', 'src')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(files()).toEqual(fixed);
  }, TIMEOUT);

  const tools: readonly [string, Tool][] = [
    ['cors-guard fix --write', guard],
    ['jscodeshift', jscodeshift()],
    ['jscodeshift --no-babel', jscodeshift('--no-babel')],
  ];
  it.each(triedIn(0, tools))(
    '%s makes what eslint --fix makes, and a second run nothing more',
    async (_, tool) => {
      const project = await rewritten(exampleFiles(), tool);
      expect(differingFiles(project.files(), fixed)).toEqual([]);
      expect(await tool(project)).toMatchObject({ status: 0, stderr: '' });
      expect(differingFiles(project.files(), fixed)).toEqual([]);
    },
  );

  // In the sample, tests/codemods/env-origins.test.ts says so of one transform.
  const dryRuns = triesAll() ? ['--no-babel'] : [];
  it.each(dryRuns)(
    'jscodeshift %s makes nothing in a dry run, and counts what there is to do',
    async (flag) => {
      const project = await projectToMigrate(tarball, exampleFiles());
      const before = project.files();
      const { stdout } = await jscodeshift(flag, '--dry')(project);
      expect(stdout).toMatch(/\n0 errors\n\d+ unmodified\n\d+ skipped\n[1-9]\d* ok\n/u);
      expect(project.files()).toEqual(before);
    },
  );
});
