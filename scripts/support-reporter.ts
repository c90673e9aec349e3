import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { SOURCES, supportPage, type Executed } from './support-table/table.js';

const repository = path.dirname(import.meta.dirname);
const page = path.join(repository, 'docs/middleware/README.md');

/**
 * Holds docs/middleware/README.md against the tests that ran: says so and fails the run if the page is another, or writes it
 * if `SUPPORT_TABLE` is `write`. Does nothing after a run of a part of those tests, such as a
 * sample of their matrices.
 */
export default class SupportReporter implements Reporter {
  #share: string | undefined;

  onInit(vitest: Vitest): void {
    this.#share = vitest.getRootProject().getProvidedContext().matrix;
  }

  onTestRunEnd(testModules: readonly TestModule[]): void {
    const tests = testModules.flatMap((testModule) => [...testModule.children.allTests()]);
    const files = new Set(testModules.map(({ moduleId }) => nameOf(moduleId)));
    const oracle = readdirSync(path.join(repository, 'tests/oracle'))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `oracle/${name}`);
    const told = tests.filter((test) => isSource(nameOf(test.module.moduleId)));
    const isWhole =
      this.#share === 'whole' &&
      [...SOURCES, ...oracle].every((file) => files.has(file)) &&
      told.every((test) => test.result().state === 'passed' || test.result().state === 'failed');
    if (!isWhole) return;

    const expected = supportPage(told.map(executed));
    if (process.env['SUPPORT_TABLE'] === 'write') {
      writeFileSync(page, expected);
      return;
    }
    if (existsSync(page) && readFileSync(page, 'utf8') === expected) return;
    process.stdout.write('\ndocs/middleware/README.md is not what the tests say: npm run docs:support\n');
    process.exitCode = 1;
  }
}

const nameOf = (moduleId: string): string =>
  path.relative(path.join(repository, 'tests'), moduleId).split(path.sep).join('/');

const isSource = (file: string): boolean => SOURCES.includes(file) || file.startsWith('oracle/');

function executed(test: TestCase): Executed {
  const { packages = [], remedies = [] } = test.meta();
  let suite = '';
  for (let parent = test.parent; parent.type === 'suite'; parent = parent.parent) suite = parent.name;
  return {
    file: nameOf(test.module.moduleId),
    suite,
    name: test.name,
    isPassed: test.result().state === 'passed',
    packages,
    remedies,
  };
}
